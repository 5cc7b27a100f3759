/** What each sentence claims, in the numbers of a transcript: written from the words, not from the observations. For tests. */
import { meanOf } from '../math/averages';
import type { Said, Transcript } from './transcript';

/** What is not so, in words; `at` is the training up to the step of the sentence. */
type Rule = (at: Transcript, said: Said) => readonly string[];
type Holds = (at: Transcript, run: number, said: Said) => boolean;

const last = (values: readonly { readonly value: number }[]): number => values.at(-1)?.value ?? Number.NaN;

/** A claim about each run that a sentence is about. */
const ofEachRun =
  (...claims: readonly (readonly [words: string, holds: Holds])[]): Rule =>
  (at, said) =>
    said.runs.flatMap((run) =>
      claims.flatMap(([claim, holds]) => (holds(at, run, said) ? [] : [`run ${run}: ${claim} does not hold`])),
    );

const of = (name: string) => (at: Transcript, run: number) => at.metric(name, run);
const [kl, gap, reward, entropy, length] = [of('kl'), of('gap'), of('reward'), of('entropy'), of('length')];
const [valley, peak, leastPeak] = [of('valleyMass'), of('peakMass'), of('leastPeakMass')];
const changeOf = (name: string) => (at: Transcript, run: number) => at.metric(name, run) - at.metric(name, run, 0);
const [marginGrowth, chosenShift, rejectedShift] = [changeOf('margin'), of('chosenShift'), of('rejectedShift')];
const hasLeft: Holds = (at, run) => kl(at, run) > at.yardstick('kl', 'optimum') + 0.7;
/** Over about the last fifth of the steps. */
const lately = (at: Transcript, name: string, run: number) =>
  at.curve(name, run).filter(({ step }) => step >= 0.8 * at.step);
const valuesLately = (at: Transcript, name: string, run: number) => lately(at, name, run).map(({ value }) => value);
const spreadLately = (at: Transcript, name: string, run: number): number => {
  const values = valuesLately(at, name, run);
  return Math.max(...values) - Math.min(...values);
};
const growthLately = (at: Transcript, run: number): number =>
  Math.max(
    ...['kl', 'klForward'].map((name) => {
      const values = lately(at, name, run);
      return (last(values) - (values[0]?.value ?? Number.NaN)) / last(values);
    }),
  );
const mostGained = (at: Transcript, run: number) => at.ledger(run).gained[0];
/** The words in curly quotation marks. */
const quoted = (text: string): string | undefined => /“(.*)”/.exec(text)?.[1];

const knobChange: Rule = (at, { text, numbers }) => {
  const [first, second] = numbers;
  if (first?.metric === undefined || second === undefined) return ['names no two numbers'];
  const isRise = second.value > first.value;
  return [
    ...(text.includes(isRise ? 'rises' : 'falls') ? [] : ['goes the other way']),
    ...(/^From \S.* to \S+ .*’s /.test(text) ? [] : ['does not name the knob']),
    ...(second.step === at.step ? [] : ['is of an earlier step']),
  ];
};

/** The first number is the most that any run has, the second the least. */
const extremes =
  (read: (at: Transcript, run: number) => number): Rule =>
  (at, { numbers }) => {
    const values = at.runs.map((run) => read(at, run)).filter(Number.isFinite);
    const [most, least] = numbers.map(({ value }) => value);
    return [
      ...(most === Math.max(...values) ? [] : ['another has more']),
      ...(least === Math.min(...values) ? [] : ['another has less']),
    ];
  };

const turned: Rule = (at, { numbers, runs }) => {
  const [highest, now, goesOn] = numbers;
  const run = runs[0] ?? 0;
  const curve = at.curve('reward', run).map(({ value }) => value);
  if (highest?.step === undefined || goesOn?.metric === undefined || now === undefined) return ['lacks a number'];
  const before = at.metric(goesOn.metric, run, highest.step);
  return [
    ...(highest.value === Math.max(...curve) ? [] : ['reward was higher elsewhere']),
    ...(now.value < highest.value && highest.step < at.step ? [] : ['reward has not fallen']),
    ...(goesOn.value > before ? [] : [`${goesOn.metric} has not grown since`]),
    ...runs.flatMap((each) => {
      const best = Math.max(...at.curve('reward', each).map(({ value }) => value));
      return reward(at, each) < best - 0.1 ? [] : [`run ${each}: has hardly fallen`];
    }),
  ];
};

const shareAbove =
  (least: number): Rule =>
  (_, { numbers }) =>
    (numbers[0]?.value ?? 0) >= least && (numbers[0]?.value ?? 2) <= 1 ? [] : ['is no such share'];

const boundIn = (numbers: Said['numbers']): number => numbers.find(({ fact }) => fact === 'bound')?.value ?? Number.NaN;
/** Prompts are named where the worst of several is below the bound, and nowhere else. */
const worstPrompt: readonly [string, Holds] = [
  'is below the bound on the prompts it names',
  (at, run, { text, numbers }) =>
    text.includes('; it is below that on ') === at.metric('leastConstraint', run) < boundIn(numbers) - 0.01,
];

export const rules: Readonly<Record<string, Rule>> = {
  frozen: ofEachRun(
    ['stands still', (at, run) => at.frozen(run) !== undefined],
    ['since that step', (at, run, { numbers }) => numbers[0]?.value === at.frozen(run)],
  ),
  valley: ofEachRun(['most lies in the valley', (at, run) => valley(at, run) > 0.5]),
  'on-peak': ofEachRun([
    'most of what is on peaks is on one',
    (at, run) => peak(at, run) >= 0.4 && leastPeak(at, run) < 0.1,
  ]),
  'covers-peaks': ofEachRun(['has some on each peak', (at, run) => leastPeak(at, run) >= 0.15]),
  corner: ofEachRun([
    'one answer has nearly all',
    (at, run, { numbers }) => numbers.every(({ value }) => value > 0.6) && (mostGained(at, run)?.after ?? 0) > 0.6,
  ]),
  took: ofEachRun(
    ['gained most', (at, run, { text }) => mostGained(at, run)?.response === quoted(text)],
    ['gained a good deal', (at, run) => (mostGained(at, run)?.after ?? 0) - (mostGained(at, run)?.before ?? 0) > 0.1],
  ),
  spread: ofEachRun([
    'is spread so',
    (at, run, { text }) =>
      text.includes('wider')
        ? entropy(at, run) > at.yardstick('entropy', 'reference')
        : entropy(at, run) < at.yardstick('entropy', 'reference'),
  ]),
  'reached-optimum': ofEachRun(
    ['is near π*', (at, run) => gap(at, run) < 0.04],
    ['came nearer', (at, run) => gap(at, run) < at.metric('gap', run, 0)],
  ),
  'near-family-best': ofEachRun(
    ['is near the best', (at, run) => gap(at, run) < at.yardstick('gap', 'familyBest') + 0.06],
    ['the best is the best', (at, run) => gap(at, run) > at.yardstick('gap', 'familyBest') - 1e-6],
  ),
  'settled-far': ofEachRun(
    ['is far', (at, run) => gap(at, run) > 0.2],
    ['has settled', (at, run) => spreadLately(at, 'gap', run) < 0.05 * gap(at, run) + 0.02],
    ['goes nowhere else', (at, run) => spreadLately(at, 'kl', run) < 0.05 * kl(at, run) + 0.02],
  ),
  direction: ofEachRun([
    'points there',
    (at, run, { text }) =>
      text.includes('elsewhere') ? at.metric('gradCosine', run) < 0.5 : at.metric('gradCosine', run) > 0.7,
  ]),
  'leaving-reference': ofEachRun(['has left', hasLeft], ['is leaving', (at, run) => growthLately(at, run) > 0.02]),
  'stopped-away': ofEachRun(['has left', hasLeft], ['has stopped', (at, run) => growthLately(at, run) < 0.02]),
  'stays-near': ofEachRun(['is near', (at, run) => kl(at, run) < at.yardstick('kl', 'optimum') + 0.4]),
  displaced: ofEachRun(
    ['chosen answers fell', (at, run) => chosenShift(at, run) < -0.2],
    ['the margin grew', (at, run) => marginGrowth(at, run) > 0.2],
  ),
  'keeps-chosen': ofEachRun(
    [
      'chosen answers went that way',
      (at, run, { text }) => chosenShift(at, run) >= 0 === text.includes(' chosen answers up ('),
    ],
    [
      'those of the other fell more than twice as far',
      (at, run, { text, numbers }) => {
        const other = text.includes(' up (')
          ? Math.min(...at.runs.map((each) => chosenShift(at, each)).filter(Number.isFinite))
          : last(numbers);
        return other < -1.9 && chosenShift(at, run) > other / 1.6;
      },
    ],
    ['the margin grew', (at, run) => marginGrowth(at, run) > 0.2],
  ),
  'both-likelier': ofEachRun(['both rose', (at, run) => chosenShift(at, run) > 0.1 && rejectedShift(at, run) > 0.1]),
  'margin-asked': ofEachRun([
    'is near what is asked',
    (at, run, { numbers }) =>
      Math.abs(at.metric('margin', run) - (numbers[1]?.value ?? 0)) < 0.2 * (numbers[1]?.value ?? 0),
  ]),
  'outside-data': ofEachRun([
    'went outside',
    (at, run) =>
      at.metric('otherMass', run) > 0.45 && at.metric('otherMass', run) > at.metric('otherMass', run, 0) + 0.1,
  ]),
  'over-optimised': turned,
  'worse-judge': ofEachRun([
    'was right more often',
    (at, run, { numbers }) => at.metric('judgeAccuracy', run) < (numbers[0]?.value ?? 0) - 0.02,
  ]),
  'round-began': ofEachRun(
    [
      'is in its first third',
      (at, _, { text }) => {
        const [, number, began] = (/ound (\d+) of .* began at step (\d+):/.exec(text) ?? []).map(Number);
        if (number === undefined || began === undefined) return false;
        return began > 0 && at.step - began < began / (number - 1) / 3;
      },
    ],
    [
      'the reward was so after it began',
      (at, run, { text, numbers }) => {
        const began = Number(/at step (\d+):/.exec(text)?.[1]);
        const after = at.curve('reward', run).find(({ step }) => step >= began);
        return numbers.some(({ value, step }) => value === after?.value && step === after.step);
      },
    ],
  ),
  'average-settles': ofEachRun(
    ['has not settled', (at, run) => spreadLately(at, 'exploitability', run) > 0.045],
    ['the average has', (at, run) => spreadLately(at, 'averageExploitability', run) < 0.026],
    [
      'the average is harder to beat',
      (at, run) => at.metric('averageExploitability', run) < meanOf(valuesLately(at, 'exploitability', run)) / 1.5,
    ],
  ),
  unsettled: ofEachRun(['has not settled', (at, run) => spreadLately(at, 'exploitability', run) > 0.045]),
  longer: ofEachRun([
    'is longer than both',
    (at, run) =>
      length(at, run) > at.yardstick('length', 'reference') + 0.4 &&
      length(at, run) > at.yardstick('length', 'ratersOptimum') + 0.3,
  ]),
  'stays-short': ofEachRun([
    'is within a word',
    (at, run) => length(at, run) < at.yardstick('length', 'reference') + 1,
  ]),
  'learned-nothing': ofEachRun([
    'is where it began',
    (at, run) => Math.abs(changeOf('reward')(at, run)) < 0.02 && Math.abs(changeOf('kl')(at, run)) < 0.01,
  ]),
  'one-knob': knobChange,
  same: (at, { runs, text }) => {
    const within = Number(/within ([\d.]+)\./.exec(text)?.[1]);
    return ['reward', 'kl', 'gap', 'entropy'].flatMap((name) => {
      const values = runs.map((run) => at.metric(name, run));
      return Math.max(...values) - Math.min(...values) <= within ? [] : [`${name} differs by more`];
    });
  },
  earns: extremes(reward),
  widest: extremes(entropy),
  moved: ofEachRun([
    'went that way',
    (at, run, { text }) =>
      changeOf(text.startsWith('The true reward of') ? 'reward' : 'kl')(at, run) > 0 === text.includes(' rose from '),
  ]),
  'keeps-promise': ofEachRun(
    ['keeps to the bound', (at, run, { numbers }) => at.metric('constraint', run) >= boundIn(numbers) - 0.02],
    worstPrompt,
  ),
  'breaks-promise': ofEachRun(
    ['falls below the bound', (at, run, { numbers }) => at.metric('constraint', run) < boundIn(numbers)],
    worstPrompt,
  ),
  'circular-labels': shareAbove(0.05),
  'labels-against-reward': shareAbove(0.15),
};
