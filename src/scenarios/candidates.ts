/** Scenario K: whether better candidates, accepted from the reference as if drawn from π*, make a better policy. */
import { expectation, meanUnder } from '../math/distribution';
import { placeOfLot, runningSums } from '../math/draw';
import { optimum } from '../math/optimum';
import { acceptance, acceptedInOrder } from '../math/rejection';
import { Stream } from '../math/stream';
import type { Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { ownData } from '../training/own-data';
import { twoPeaks } from '../worlds/two-peaks';
import {
  above,
  atEnd,
  below,
  between,
  checkedRuns,
  type Fact,
  known,
  type Scenario,
  type Trained,
  trial,
  within,
} from './scenario';
import { sentencesSettings, twoPeaksSettings } from './settings';

const line = twoPeaks.build(defaultsOf(twoPeaks.fields));
const columns = line.responses.length;
const reference = line.logRef.map(Math.exp);

const optimumReward = (beta: number): number => expectation(optimum(line, beta), (i) => line.reward[i] ?? 0, columns);

/** Mean reward of what the loop accepts: 64 candidates of the reference, 8 taken, 400 times. */
const loopReward = (beta: number, seed: number): number => {
  const stream = Stream.named(seed, 'candidates');
  const sums = runningSums(reference);
  let sum = 0;
  for (let batch = 0; batch < 400; batch++) {
    const rewards = Array.from({ length: 64 }, () => line.reward[placeOfLot(sums, stream.uniform())] ?? 0);
    for (const index of acceptedInOrder(rewards, beta, 8, () => stream.uniform())) sum += rewards[index] ?? 0;
  }
  return sum / (400 * 8);
};

const accepted = known('K1 what is accepted', [
  ...(
    [
      [2, 0.3902],
      [1, 0.213],
      [0.5, 0.1145],
      [0.25, 0.0645],
      [0.1, 0.032],
    ] as const
  ).map(([beta, rate]) => ({
    words: `β = ${beta}: acceptance rate`,
    wanted: within(1e-4, rate),
    measure: () => meanUnder(reference, acceptance(line.reward, beta), columns),
  })),
  {
    words: 'β = 1: reward of the loop’s answers less π*’s',
    wanted: within(0.09, 0),
    measure: ({ seed }) => loopReward(1, seed) - optimumReward(1),
  },
  {
    words: 'β = 0.25: how far the loop stays below π*',
    wanted: above(0.08),
    measure: ({ seed }) => optimumReward(0.25) - loopReward(0.25, seed),
  },
]);

const dpo: Run = { objective: 'dpo', knobs: { beta: 1 } };
const hingeNorm: Run = { objective: 'slic-hinge', knobs: { beta: 1 } };
/** max(0, 1 − (log π_w − log π_l)): the hinge without a reference. */
const plainHinge: Run = { objective: 'slic-hf', knobs: { delta: 1, lambda: 0 } };
const acceptedAt = (beta: number) => ({ draws: { id: 'rejection', params: { beta } } });

/** Each loss on candidates of the reference, and on those accepted at β = 1. */
const fromEither = {
  sigmoid: dpo,
  'sigmoid, accepted': { ...dpo, ...acceptedAt(1) },
  'hinge-norm': hingeNorm,
  'hinge-norm, accepted': { ...hingeNorm, ...acceptedAt(1) },
  'plain hinge': plainHinge,
  'plain hinge, accepted': { ...plainHinge, ...acceptedAt(1) },
} as const;

const valley = trial({
  id: 'K1 one bump',
  settings: twoPeaksSettings('bump', 2, 1000),
  runs: fromEither,
  facts: [
    atEnd('sigmoid', 'position', within(0.3, 0)),
    atEnd('sigmoid, accepted', 'position', within(0.3, 0)),
    atEnd('hinge-norm', 'position', within(0.3, 0)),
    atEnd('hinge-norm, accepted', 'position', within(0.3, 0)),
    atEnd('plain hinge', 'position', within(0.3, 0)),
    atEnd('plain hinge, accepted', 'position', within(0.3, 0)),
  ],
});

const gap = { words: 'KL(π*‖π)' };

const table = trial({
  id: 'K1 free table',
  settings: twoPeaksSettings('table', 2, 1000),
  runs: fromEither,
  facts: [
    atEnd('sigmoid', 'gapForward', below(0.02), gap),
    atEnd('sigmoid, accepted', 'gapForward', below(0.02), gap),
    atEnd('hinge-norm', 'gapForward', between(0.02, 0.06), gap),
    atEnd('hinge-norm, accepted', 'gapForward', between(0.02, 0.06), gap),
    atEnd('plain hinge', 'gapForward', above(0.06), gap),
    atEnd('plain hinge, accepted', 'gapForward', above(0.06), gap),
  ],
});

/** Sentences: 128 pairs, labelled as raters do or with certainty, of answers of π_ref or of accepted ones. */
const sentences = (id: string, labels: 'bradley-terry' | 'deterministic', runs: Readonly<Record<Candidates, Run>>) =>
  ({ id, settings: sentencesSettings({ data: { labels }, steps: 400 }), every: 200, slow: true, runs }) as const;

type Candidates = 'sigmoid' | 'sigmoid, accepted' | 'hinge-norm' | 'hinge-norm, accepted';

const bothLosses = (beta: number): Readonly<Record<Candidates, Run>> => {
  const [sigmoid, hinge] = [dpo, hingeNorm].map((run): Run => ({ ...run, knobs: { ...run.knobs, beta } }));
  const [own, other] = [sigmoid ?? dpo, hinge ?? hingeNorm];
  return {
    sigmoid: own,
    'sigmoid, accepted': { ...own, ...acceptedAt(0.5) },
    'hinge-norm': other,
    'hinge-norm, accepted': { ...other, ...acceptedAt(0.5) },
  };
};

/** By how much the median reward on the reference's own answers is above that on accepted ones. */
const harm = (loss: 'sigmoid' | 'hinge-norm'): Fact<Candidates> => ({
  words: `reward of ${loss} on π_ref’s answers above that on accepted ones`,
  wanted: above(0.3),
  holdsFor: 'difference of medians',
  measure: ({ metric }) => metric(loss, 'reward'),
  minus: ({ metric }) => metric(`${loss}, accepted`, 'reward'),
});

const byRaters = trial<Candidates>({
  ...sentences('K2 sentences, raters in doubt', 'bradley-terry', bothLosses(0.5)),
  facts: [harm('sigmoid'), harm('hinge-norm')],
});

const sure = sentences('K2 sentences, sure labels', 'deterministic', bothLosses(1));

const { experiment: sureExperiment } = checkedRuns(sure.id, sure);

/** By how much log π of the chosen has changed since step 0, on average over the accepted pairs that the run learned from. */
const ofOwnChosen =
  (label: 'sigmoid, accepted', step: number) =>
  ({ seed, world, logPolicy }: Trained<Candidates>): number => {
    const pairs = ownData(sure.runs[label], world, sureExperiment(seed))?.held.chosen;
    if (pairs === undefined) throw new Error(`${label} has no pairs of its own`);
    const [before, now] = [logPolicy(label, 0), logPolicy(label, step)];
    return pairs.reduce((sum, response) => sum + (now[response] ?? 0) - (before[response] ?? 0), 0) / pairs.length;
  };

const forSure = trial<Candidates>({
  ...sure,
  facts: [
    ...(
      [
        [400, 0, 'median'],
        [200, 0, 'each seed'],
        [200, 0.5, 'median'],
      ] as const
    ).map(([step, least, holdsFor]) => ({
      words: `sigmoid, accepted: chosenShift of its own pairs at ${step}`,
      wanted: above(least),
      holdsFor,
      measure: ofOwnChosen('sigmoid, accepted', step),
    })),
    atEnd('sigmoid, accepted', 'length', below(2.4), { words: 'words', holdsFor: 'median' }),
    atEnd('sigmoid', 'length', above(2.7), { words: 'words', holdsFor: 'median' }),
    atEnd('sigmoid', 'chosenShift', below(-0.3), { holdsFor: 'median' }),
  ],
});

export const candidates: Scenario = {
  id: 'K',
  title: 'Candidates: accepted from the reference, as if drawn from π*',
  trials: [accepted, valley, table, byRaters, forSure],
};
