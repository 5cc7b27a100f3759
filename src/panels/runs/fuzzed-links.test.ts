/**
 * Ten thousand links, from nearly right to nonsense, up to the cards of the runs they open. None throws, and the work
 * each asks for has a bound: so many instructions, so many characters of TeX, so many words. Seeded.
 */
import * as fc from 'fast-check';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { openLink, toFragment } from '../../experiment/link';
import { runNames } from '../../experiment/run-names';
import { arbitraryExperiment } from '../../experiment/testing';
import { gradient } from '../../expression/derivative';
import { functionSpellings } from '../../expression/functions';
import { print } from '../../expression/print';
import { compile } from '../../expression/program';
import { anyCharacter } from '../../expression/testing';
import { methods } from '../../methods';
import { phrasesOf } from '../../methods/sentence';
import { formOf, mixById, mixes, objectiveById, objectives } from '../../objectives';
import { mixShares } from '../../objectives/mix-shares';
import { pairSymbols, pairVocabulary } from '../../objectives/symbols';
import type { Experiment, Run } from '../../settings/experiment';
import { maxRunsShown } from '../../settings/limits';
import { abbreviationTexts, formulaTex, formulaWithNumbers, symbolTexts } from './formula-text';
import { mixWithNumbers } from './mix-text';

const seed = 8;
/** An expression has at most 300 characters, so about 200 nodes; a derivative is a few times its expression. */
const mostInstructions = 3000;
const longestTex = 9000;
const longestMessage = 1000;

/** Texts that no card can show; those that are typeset must be TeX that KaTeX reads. */
const oddTex = (texts: readonly string[], isTypeset: boolean): readonly string[] => {
  if (isTypeset) {
    for (const text of texts) {
      expect(katex.renderToString(text, { throwOnError: true, strict: 'ignore' })).toContain('katex');
    }
  }
  return texts.filter((text) => text.length >= longestTex);
};

/** What is wrong with what the card of a run shows, and with what trains it; nothing trains a mix. */
const faultsOfCard = (run: Run, experiment: Experiment, isTypeset: boolean): readonly unknown[] => {
  const { objective: id, knobs } = run;
  const phrases = phrasesOf(run).filter(({ text }) => !/^[a-z]|loss$/.test(text));
  const shares = mixShares(run, experiment);
  if (shares !== null) {
    const unknown = shares.filter((share) => objectiveById(experiment.runs[share.run]?.objective ?? '') === undefined);
    return [...phrases, ...unknown, ...oddTex([mixWithNumbers(shares)], isTypeset)];
  }
  const objective = objectiveById(id);
  if (objective === undefined) throw new Error(`a link opened the objective ${id}`);
  const { loss } = formOf(objective, knobs);
  const { instructions } = compile([loss, ...gradient(loss, [pairSymbols.a, pairSymbols.b])]);
  const texts = [
    formulaTex(objective, knobs),
    formulaWithNumbers(objective, knobs),
    ...[...abbreviationTexts(objective, knobs), ...symbolTexts(objective, knobs)].map(({ tex }) => tex),
  ];
  return [
    ...phrases,
    ...(instructions.length < mostInstructions ? [] : [`${instructions.length} instructions`]),
    ...(print(loss).length < longestTex ? [] : [print(loss)]),
    ...oddTex(texts, isTypeset),
  ];
};

/** `isThorough` says that the link is made anew and opened again, and that TeX is typeset: both take their time. */
const expectAnswer = (link: string, isThorough: boolean): Experiment => {
  const { experiment, changes } = openLink(link);
  if (isThorough) expect(openLink(toFragment(experiment))).toEqual({ experiment, changes: [] });
  const [first] = experiment.runs;
  const isWorthIt = ({ objective }: Run): boolean => objective === 'custom' || mixById(objective) !== undefined;
  const others = experiment.runs.filter((run) => run !== first && isWorthIt(run));
  const shown = first === undefined ? others : [first, ...others];
  const faults = [
    ...(changes.length <= 13 ? [] : [`${changes.length} changes`]),
    ...changes.filter((change) => change.length >= longestMessage),
    ...shown.flatMap((run) => faultsOfCard(run, experiment, isThorough)),
    ...(new Set(runNames(experiment)).size === experiment.runs.length ? [] : [runNames(experiment)]),
  ];
  // One expectation for all: there would be a hundred thousand, and a fifth of the time would go into expecting.
  expect(faults).toEqual([]);
  return experiment;
};

const expectAnswers = (links: fc.Arbitrary<string>, numRuns: number): void => {
  let count = 0;
  fc.assert(
    fc.property(links, (link) => {
      count += 1;
      expectAnswer(link, count % 40 === 0);
    }),
    { numRuns, seed },
  );
};

/** Ten thousand links take seconds; on a busy machine they may take minutes. */
const patience = 300_000;

const words = [
  ...['1', '&', '=', ',', ':', '.', '/', '%', '%25', '#', '-', '+', ' ', '(', ')', '^', '*', '\u202E', '😀', '\u0000'],
  ...['0', '1e9', '-1e-9', '1e999', 'NaN', 'null', 'true', '9'.repeat(30), '.5.', '1.e', 'h', 'x', '__proto__'],
  ...['run', 'run=', 'world', 'policy', 'data', 'training', 'seed', 'beta', 'pairs', 'support', 'peaks', 'batch'],
  ...['two-peaks', 'sentences', 'triangle', 'table', 'dpo', 'custom', 'expression', 'all', 'given', 'fresh'],
  ...[
    'draws',
    'judge',
    'reference',
    'draws.every:',
    'reference.rate:',
    'of',
    'first',
    'restartEvery',
    'raters',
    'moving',
  ],
  ...[...objectives, ...mixes, ...methods].map(({ id }) => id),
];
const word = fc.constantFrom(...words);

/** A link that is right but for a few places, where something is left out, put in, or doubled. */
const nearlyRight = fc
  .tuple(
    fc.constantFrom(...fc.sample(arbitraryExperiment, { numRuns: 60, seed }).map(toFragment)),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.oneof(word, fc.string())), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  .map(([fragment, edits]) =>
    edits.reduce((text, [share, length, inserted]) => {
      const at = Math.floor(share * text.length);
      return text.slice(0, at) + inserted + text.slice(at + (length % 3 === 0 ? -length : length));
    }, fragment),
  );

const nonsense = fc.oneof(
  fc.string(),
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.array(word, { maxLength: 40 }).map((pieces) => `#1&${pieces.join('')}`),
);

const leaf = fc.oneof(
  fc.constantFrom(...pairVocabulary.keys(), 'beta', 'k', 'rho_w', 'τ', 'rhow'),
  fc.constantFrom('0', '1', '2.5', '1e300', '1e-300', '0.5'),
);
const sign = fc.constantFrom('+', '-', '*', '/', '^', ' - -', '**', '·');
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 7, depthSize: 'large' },
    leaf,
    fc.tuple(fc.constantFrom(...functionSpellings), tie('expression')).map(([name, x]) => `${name}(${x})`),
    fc.tuple(tie('expression'), sign, tie('expression')).map(([a, operator, b]) => `(${a}${operator}${b})`),
    fc.tuple(tie('expression'), sign, tie('expression')).map(([a, operator, b]) => `${a}${operator}${b}`),
    fc
      .tuple(fc.constantFrom('min', 'max', 'sortby', 'exponentialutility'), tie('expression'), tie('expression'))
      .map(([name, a, b]) => `${name}(${a}, ${b})`),
    tie('expression').map((x) => `-${x}`),
  ),
}));

/** One function around another, up to the deepest that is read and a little further. */
const nested = fc
  .tuple(
    fc.array(fc.constantFrom(...functionSpellings, '', '-', 'sort', 'sort'), { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 44 }),
    fc.constantFrom('h', 'a/b', '-rhoW^2', 'k'),
  )
  .map(([names, depth, inner]) =>
    Array.from({ length: depth }, (_, i) => names[i % names.length] ?? '').reduce(
      (text, name) => (name === '-' ? `-${text}` : `${name}(${text})`),
      inner,
    ),
  );
/** Rates inside rates, whose written form doubles with every one. */
const rates = fc
  .integer({ min: 1, max: 14 })
  .map((depth) => `exponentialutility(h, ${'exponentialutility(k,'.repeat(depth - 1)}k${')'.repeat(depth)}`);

const typed = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: expression }, nested, rates), word, word)
  .map(
    ([text, name, value]) => `#1&run=custom,expression:${encodeURIComponent(text)},${name}:${value}&run=dpo,beta:0.5`,
  );

const opening = fc.constantFrom(
  ...['run=dpo&', 'run=ppo&', '=&', 'a.', 'data.', '/', 'at:1/', 'x:1,', '%', '%2', '1', '1.', '-', '(', 'sort(', '&'],
);
const start = fc.constantFrom(
  '',
  '1&',
  '1&seed=',
  '1&world.peaks=',
  '1&run=custom,expression:',
  '1&run=dpo,',
  '1&run=',
);
const crowded = (most: number): fc.Arbitrary<string> =>
  fc
    .tuple(start, opening, fc.integer({ min: 1, max: most }), word)
    .map(([before, repeated, count, after]) => `${before}${repeated.repeat(count)}${after}`);

describe('fuzzed links', () => {
  it('that are nearly right', () => expectAnswers(nearlyRight, 2500), patience);
  it('that are nonsense', () => expectAnswers(nonsense, 4000), patience);
  it('with expressions of every form', () => expectAnswers(typed, 2500), patience);
  it('that are deep and crowded', () => expectAnswers(crowded(400), 950), patience);
  it('that are as long as links are read, and longer', () => expectAnswers(crowded(300_000), 50), patience);
});

it('reads the expressions that froze the page, and says on their cards what is too long', () => {
  const runsOf = (text: string) => expectAnswer(`#1&run=custom,expression:${encodeURIComponent(text)}`, true).runs;
  const custom = objectiveById('custom');
  if (custom === undefined) throw new Error('there is no custom objective');
  const cardOf = (text: string): string => formulaTex(custom, runsOf(text)[0]?.knobs ?? {});
  expect(cardOf(`${'sort('.repeat(39)}h${')'.repeat(39)}`)).toMatch(/sort/);
  expect(cardOf(`exponentialutility(h, ${'exponentialutility(k,'.repeat(11)}k${')'.repeat(12)}`)).toContain('too long');
  expect(runsOf('h').length).toBeLessThanOrEqual(maxRunsShown);
});
