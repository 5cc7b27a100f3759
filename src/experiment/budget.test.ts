import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../settings/experiment';
import { sentences } from '../worlds/sentences';
import { nodesIn } from '../worlds/size';
import { affordsCosine, overBudget, pageBudget } from './budget';
import { heldToBudget } from './held-to-budget';
import { fromFragment } from './link';
import { presets } from './presets';
import { repairExperiment } from './repair';
import { checkExperiment } from './schema';
import { arbitraryExperiment, arbitraryLargeExperiment } from './testing';
import { workOf } from './work';

const fromLink = (link: string) => repairExperiment(fromFragment(link).raw);
const runs = (count: number, run: string): string => `&run=${run}`.repeat(count);

const largestWorld = '#1&world=sentences&world.words=8&world.maxLength=4&world.prompts=4';
const deepestWorld = '#1&world=sentences&world.words=4&world.maxLength=6&world.prompts=4';
const wide = '&policy=transformer&policy.width=64&policy.heads=4&policy.hidden=128&policy.layers=2';

/** Links that ask for seconds a step or for gigabytes, and what must be said to become smaller. */
const tooLarge: readonly (readonly [link: string, said: RegExp])[] = [
  [`${largestWorld}${wide}${runs(16, 'dpo')}&data.pairs=4096`, /^policy\.width must be at most \d+ to/],
  [
    `${largestWorld}${wide}${runs(1, 'dpo')}&data.pairs=16`,
    /^world\.sft\.steps must be at most \d+ to keep fine-tuning/,
  ],
  [
    `${deepestWorld}${wide}${runs(16, 'dpo,anchor:0.1')}&data.pairs=4096&data.candidates=64`,
    /^world\.maxLength must be/,
  ],
  [
    `${largestWorld}${runs(16, 'exo-rw')}&data.pairs=4096&data.candidates=64`,
    /^data\.pairs must be at most \d+ to keep each/,
  ],
  [
    `#1&world=sentences${runs(16, 'exo-rw')}&data.pairs=fresh&training.batch=1024&data.candidates=64`,
    /^training\.batch must/,
  ],
  // Answers of their own, which tensors draw by looking at every choice.
  [
    `#1&data.pairs=579&data.candidates=64&training.batch=all${runs(16, 'ppo')}`,
    /^data\.pairs must be at most \d+ to keep each step short/,
  ],
];

/** Links of usual size, which nothing may make smaller. */
const usual: readonly string[] = [
  '#1&world=sentences&policy=transformer',
  '#1&world=sentences&policy=transformer&policy.layers=2',
  `#1&world=sentences&data.pairs=1024${runs(8, 'dpo')}`,
  `#1&world=sentences&data.pairs=4096${runs(16, 'rl-exact')}`,
  `#1&world=sentences&data.pairs=4096${runs(8, 'dpo')}&run=tdpo&run=d2po&run=dpo,anchor:0.1`,
  `#1&world=sentences&policy=table&data.pairs=2048${runs(8, 'rl-exact')}`,
  `#1&data.candidates=64&training.batch=1024${runs(8, 'exo-rw')}`,
];

/** The same experiment with one number at `path` changed. */
const withNumber = (experiment: Experiment, [name, ...rest]: readonly string[], value: number): Experiment => {
  const change = (part: unknown, [first, ...others]: readonly string[]): unknown =>
    first === undefined ? value : { ...(part as object), [first]: change((part as never)[first], others) };
  return change(experiment, [name ?? '', ...rest]) as Experiment;
};

/** With all the data and the largest batches that there may be. */
const withMuchData = (experiment: Experiment): Experiment => {
  const { data, training } = experiment;
  if (data.pairs === 'given') return experiment;
  const isFresh = data.pairs === 'fresh';
  return {
    ...experiment,
    data: { ...data, pairs: isFresh ? 'fresh' : 4096, candidates: 64 },
    training: { ...training, batch: isFresh ? 1024 : 'all' },
  };
};

describe('the budget', () => {
  it.each(tooLarge)('offers %s smaller, in words', (link, said) => {
    const { experiment, changes } = fromLink(link);
    expect(changes).toContainEqual(expect.stringMatching(said));
    expect(checkExperiment(experiment)).toEqual({ experiment });
  });

  it('takes what is just within it, and nothing more', () => {
    const { experiment, changes } = fromLink(tooLarge[3]?.[0] ?? '');
    const { pairs } = experiment.data;
    expect(repairExperiment(experiment).changes).toEqual([]);
    const more = repairExperiment(withNumber(experiment, ['data', 'pairs'], Number(pairs) + 1));
    expect(more.changes).toEqual([
      `data.pairs must be at most ${pairs} to keep each step short, not ${Number(pairs) + 1}; it is ${pairs} now.`,
    ]);
    expect(more.experiment).toEqual(experiment);
    expect(changes).toHaveLength(1);
  });

  it.each(usual)('leaves %s as it is', (link) => {
    expect(fromLink(link).changes).toEqual([]);
  });

  it.each(presets)('leaves the lesson $id as it is', ({ experiment }) => {
    expect(overBudget(experiment, pageBudget)).toEqual([]);
  });

  it('has room for the cosine of gradients in every lesson, but not beside the largest networks', () => {
    for (const { experiment } of presets) expect(affordsCosine(experiment)).toBe(true);
    expect(affordsCosine(fromLink(tooLarge[2]?.[0] ?? '').experiment)).toBe(false);
  });

  it('holds of all that repair returns, whatever was asked for', () => {
    fc.assert(
      fc.property(arbitraryLargeExperiment.map(withMuchData), (large) => {
        const { experiment, changes } = repairExperiment(large);
        expect(overBudget(experiment, pageBudget)).toEqual([]);
        expect(changes).not.toContainEqual(expect.stringContaining('Too much was wrong'));
        // A step and the report after it are the longest in which the worker hears nothing.
        const { step, report, cosine, megabytes } = workOf(experiment);
        expect(step + (affordsCosine(experiment) ? cosine : report)).toBeLessThan(300);
        expect(megabytes).toBeLessThan(1000);
      }),
      { numRuns: 60 },
    );
  });

  it('changes nothing within it', () => {
    fc.assert(
      fc.property(arbitraryExperiment, (experiment) => {
        expect(repairExperiment(experiment)).toEqual({ experiment, changes: [] });
      }),
      { numRuns: 30 },
    );
  });
});

describe('the work of an experiment', () => {
  it.each(['ppo-tokens', 'inverse-q'])('counts a value of every beginning in each run beside %s', (learner) => {
    const memory = (link: string): number =>
      workOf(fromLink(`#1&world=sentences&policy=table${link}`).experiment).megabytes;
    const another = memory('&run=dpo&run=dpo') - memory('&run=dpo');
    const anotherBeside = memory(`&run=${learner}&run=dpo&run=dpo`) - memory(`&run=${learner}&run=dpo`);
    const { world } = fromLink('#1&world=sentences').experiment;
    const beginnings = nodesIn(sentences.size(world.params));
    // θ, its gradient, the optimiser's moments and what they are made with: twelve numbers of four bytes each.
    expect(anotherBeside - another).toBeCloseTo((12 * 4 * beginnings) / 1e6, 9);
  });
});

describe('heldToBudget', () => {
  const { experiment: within } = fromLink(`${largestWorld}${runs(16, 'exo-rw')}&data.pairs=64&data.candidates=16`);

  it('stops the number that was made larger and leaves the others', () => {
    const { experiment, changes } = heldToBudget(withNumber(within, ['data', 'candidates'], 64), within);
    expect(experiment.data.candidates).toBe(64);
    expect(changes).toEqual([]);
    const wider = heldToBudget(withNumber(within, ['data', 'pairs'], 4096), within);
    expect(wider.changes).toEqual([
      `data.pairs can be at most ${wider.experiment.data.pairs} to keep each step short as things are.`,
    ]);
    expect(wider.experiment).toEqual(withNumber(within, ['data', 'pairs'], Number(wider.experiment.data.pairs)));
    expect(checkExperiment(wider.experiment)).toEqual({ experiment: wider.experiment });
  });

  it('repairs what no slider made too large', () => {
    const many = { ...within, policy: fromLink(`${largestWorld}${wide}`).experiment.policy, runs: within.runs };
    const { experiment, changes } = heldToBudget(many, { ...within, policy: many.policy });
    expect(changes.length).toBeGreaterThan(0);
    expect(checkExperiment(experiment)).toEqual({ experiment });
  });

  it('leaves what is wrong for other reasons to repair', () => {
    const odd = withNumber(within, ['world', 'params', 'maxLength'], 6);
    expect(heldToBudget(odd, within)).toEqual({ experiment: odd, changes: [] });
  });
});
