/** Runs that are trained in several places come to the numbers that they come to in one, bit for bit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExperiment } from '../../experiment/schema';
import { allMethods, runOf } from '../../methods';
import type { Experiment, Run } from '../../settings/experiment';
import type { Checkpoint } from '../checkpoint';
import { Float64Engine } from '../float64/engine';
import type { Groundwork } from '../groundwork';
import { Preparations } from '../preparations';
import type { SavedReport } from '../report';
import { dpo, exoRw, experimentOf, rlExact } from '../testing';
import type { Trainer } from '../trainer';
import { everyRun } from '../twins';
import { splitBackend } from './backend';
import { Helper, PartLost } from './helper';
import { partsOf } from './parts';
import { SplitTrainer } from './split-trainer';
import { helperHere } from './testing';

const soup: Run = { objective: 'soup', knobs: { first: 1, second: 2, weight: 0.3 } };

describe('the parts', () => {
  const experiment = experimentOf([dpo, exoRw, rlExact, dpo, { ...soup, knobs: { ...soup.knobs, second: 4 } }, dpo]);

  it('hold each run once, and a mix beside the runs that it is of', () => {
    for (const count of [1, 2, 3, 9]) {
      const parts = partsOf(experiment, count);
      expect(parts.flat().toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
      expect(parts.find((part) => part.includes(4))).toEqual(expect.arrayContaining([0, 3, 4]));
      // Three of the six stay together.
      expect(parts).toHaveLength(Math.min(count, 4));
    }
    const all = { ...experiment, runs: [dpo, exoRw, { objective: 'average', knobs: { alpha: 1 } }] };
    expect(partsOf(all, 2)).toEqual([[0, 1, 2]]);
  });

  it('ask about the same work of each', () => {
    // With four candidates and a loss that sorts them it takes longer than with a pair.
    const parts = partsOf(experimentOf([exoRw, dpo, dpo, exoRw, dpo, dpo]), 2);
    expect(parts.map((part) => part.filter((run) => run % 3 === 0))).toEqual([[0], [3]]);
    expect(parts.map(({ length }) => length)).toEqual([3, 3]);
  });
});

/** Two references, a promise, several tokens an answer, and a network: every method can be trained there. */
const sentences = (runs: readonly Run[], policy: string) => {
  const checked = checkExperiment({
    world: {
      id: 'sentences',
      params: { words: 4, maxLength: 2, safety: { bound: -0.5 }, sft: { samples: 30, steps: 10, learningRate: 0.02 } },
    },
    policy: { id: policy },
    data: { pairs: 'fresh', candidates: 3 },
    training: { batch: 5, steps: 20 },
    rewardModel: { hidden: 4, steps: 10 },
    runs,
  });
  return 'experiment' in checked ? checked.experiment : null;
};
const methods = allMethods.map(runOf).filter((run) => sentences([run], 'autoregressive-mlp') !== null);

const settings: readonly (readonly [string, Experiment, readonly Run[]])[] = [
  ['a network', sentences([dpo], 'autoregressive-mlp') ?? experimentOf([]), methods],
  ['a transformer', sentences([dpo], 'transformer') ?? experimentOf([]), methods],
  ['a table', experimentOf([dpo], { policy: { id: 'table', params: {} }, data: { pairs: 20 } }), everyRun],
  ['a bump', experimentOf([dpo]), everyRun],
];

/** What is done with a training, one after another. */
type Act =
  | { readonly kind: 'advance'; readonly count: number }
  | { readonly kind: 'report' }
  /** β of π*, and every β of a run, times this. */
  | { readonly kind: 'update'; readonly factor: number }
  /** It goes on from a checkpoint, the runs of the next split parted anew. */
  | { readonly kind: 'resume' };

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('advance' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('report' as const) }),
    fc.record({ kind: fc.constant('update' as const), factor: fc.constantFrom(0.5, 1.5) }),
    fc.record({ kind: fc.constant('resume' as const) }),
  ),
  { minLength: 4, maxLength: 8 },
);

const withFactor = (experiment: Experiment, factor: number): Experiment => ({
  ...experiment,
  beta: factor * experiment.beta,
  runs: experiment.runs.map((run) =>
    typeof run.knobs.beta === 'number' ? { ...run, knobs: { ...run.knobs, beta: factor * run.knobs.beta } } : run,
  ),
});

type Open = (experiment: Experiment, groundwork: Groundwork, checkpoint?: Checkpoint) => Trainer;

/** All that is said of a training while these things are done with it. */
const sayings = async (
  open: Open,
  experiment: Experiment,
  groundwork: Groundwork,
  script: readonly Act[],
): Promise<readonly unknown[]> => {
  let now = experiment;
  let trainer = open(now, groundwork);
  const said: unknown[] = [];
  for (const act of script) {
    if (act.kind === 'advance') trainer.advance(act.count);
    else if (act.kind === 'report') said.push(await trainer.report({ gradCosine: true }));
    else if (act.kind === 'update') {
      now = withFactor(now, act.factor);
      said.push(trainer.update(now));
    } else {
      const saved: SavedReport = await trainer.save();
      said.push(saved);
      trainer.dispose();
      trainer = open(now, groundwork, saved.checkpoint);
    }
  }
  await trainer.settle();
  said.push(trainer.step, await trainer.save({ gradCosine: true }));
  trainer.dispose();
  return said;
};

const whole: Open = (experiment, groundwork, checkpoint) => new Float64Engine(experiment, { groundwork, checkpoint });

describe.each(settings)('with %s, split and in one place', (_, experiment, pool) => {
  const preparations = new Preparations();

  it('any runs in any parts come to the same, whatever is done with them', async () => {
    const cases = fc.record({
      runs: fc.uniqueArray(fc.nat(pool.length - 1), { minLength: 2, maxLength: 6 }),
      parts: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
      hasSoup: fc.boolean(),
      script: acts,
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ runs: chosen, parts, hasSoup, script }) => {
        const runs = [...chosen.flatMap((i) => pool[i] ?? []), ...(hasSoup ? [soup] : [])];
        const given = { ...experiment, runs };
        const groundwork = await preparations.prepare(given);
        if (groundwork === 'cancelled') throw new Error('nobody gave the stages up');
        const helpers = [helperHere(), helperHere()].map(({ open }) => new Helper(open));
        const trained = chosen.map((__, run) => run);
        const parted = [0, 1, 2].map((part) => trained.filter((run) => parts[run] === part));
        const split: Open = hasSoup
          ? (now, ground, checkpoint) => splitBackend(helpers).trainer(now, { groundwork: ground, checkpoint })
          : (now, ground, checkpoint) => new SplitTrainer(now, { groundwork: ground, checkpoint }, parted, helpers);
        expect(await sayings(split, given, groundwork, script)).toEqual(
          await sayings(whole, given, groundwork, script),
        );
      }),
      { numRuns: Number(process.env.SPLIT_CASES ?? 6) },
    );
  });
});

describe('a split training', () => {
  const experiment = experimentOf([dpo, exoRw, rlExact, dpo], { policy: { id: 'table', params: {} } });
  const parts = [
    [0, 2],
    [1, 3],
  ] as const;

  it('asks to be built anew for other formulas', async () => {
    const helper = new Helper(helperHere().open);
    const trainer = new SplitTrainer(experiment, {}, parts, [helper]);
    expect(trainer.update({ ...experiment, runs: [dpo, exoRw, rlExact, exoRw] })).toBe(false);
    trainer.advance(2);
    expect(await trainer.report()).toMatchObject({ step: 2 });
  });

  it('says that a run with a helper stands still', async () => {
    const helper = new Helper(helperHere().open);
    const typed = { objective: 'custom', knobs: { expression: 'log(a) - h' } };
    const trainer = new SplitTrainer({ ...experiment, runs: [dpo, typed, dpo, dpo] }, {}, parts, [helper]);
    trainer.advance(3);
    const { frozen, checkpoint } = await trainer.save();
    expect(frozen).toEqual([null, expect.objectContaining({ step: 0 }), null, null]);
    expect(checkpoint.runs[1]?.frozen).toEqual(frozen[1]);
  });

  it('says that a helper is lost, at once and from then on', async () => {
    const { open, die } = helperHere();
    const helper = new Helper(open);
    const trainer = new SplitTrainer(experiment, {}, parts, [helper]);
    trainer.advance(1);
    await trainer.settle();
    trainer.advance(1);
    const report = trainer.report();
    die('no memory');
    await expect(report).rejects.toThrow(PartLost);
    trainer.advance(1);
    await expect(trainer.settle()).rejects.toThrow('no memory');
    expect(helper.isLost).toBe(true);
  });

  it('takes a helper that fails for lost, and says why', async () => {
    const helper = new Helper(helperHere().open);
    const trainer = new SplitTrainer(experiment, {}, parts, [helper]);
    // Another training takes it away.
    new SplitTrainer(experiment, {}, parts, [helper]).dispose();
    trainer.advance(1);
    await expect(trainer.settle()).rejects.toThrow('there is nothing to train');
  });

  it('sends nothing but what it says, and no numbers of runs that are trained elsewhere', async () => {
    const { open, said } = helperHere();
    const helper = new Helper(open);
    const { checkpoint } = await new Float64Engine(experiment).save();
    const trainer = new SplitTrainer(experiment, { checkpoint }, parts, [helper]);
    trainer.advance(1);
    await trainer.save();
    const sizeOf = (value: unknown): number => {
      if (ArrayBuffer.isView(value)) return value.buffer.byteLength;
      if (typeof value !== 'object' || value === null) return 0;
      return [...(value instanceof Map ? value.values() : Object.values(value))].reduce(
        (sum, each) => sum + sizeOf(each),
        0,
      );
    };
    // θ and two moments of two runs, each of 121 numbers in float64, on the way there and back.
    const weights = 2 * 3 * 121 * 8;
    const sizes = said.map((message) => [message.kind, sizeOf(message)] as const);
    expect(sizes.filter(([kind]) => kind === 'open')).toEqual([['open', weights]]);
    const report = said.find((message) => message.kind === 'reported');
    const tables =
      report?.kind === 'reported' ? [report.portion.metrics, report.portion.logPi, report.portion.pairLogPi] : [];
    expect(tables.map(({ length }) => length % 2)).toEqual([0, 0, 0]);
    expect(sizes.filter(([kind]) => kind === 'reported')).toEqual([
      ['reported', weights + tables.reduce((sum, { byteLength }) => sum + byteLength, 0)],
    ]);
  });
});
