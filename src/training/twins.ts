/** Every objective in each of its forms, trained a few steps: what must come out alike whoever trains beside it. */

import { cos } from '../math/elementary';
import { objectives } from '../objectives/index';
import { formsOf, onData } from '../objectives/testing';
import type { Experiment, Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { worldById } from '../worlds/index';
import type { RunCheckpoint } from './checkpoint';
import { experimentOf } from './testing';
import type { Backend } from './trainer';

/** Among others a visitor's own formula that sorts. */
export const everyRun: readonly Run[] = [
  ...objectives.flatMap((objective) => formsOf(objective).map((knobs) => onData(objective, knobs))),
  { objective: 'custom', knobs: { expression: 'softplus(sortby(a, b) - sort(b)) - stopgrad(unsortby(h, a))' } },
];

/** Each run twice: alike ones train in one program, and all of them side by side. */
export const everyRunTwice: readonly Run[] = [...everyRun, ...everyRun];

const steps = 2;

export const twinWorlds = ['triangle', 'sentences'] as const;
type TwinWorld = (typeof twinWorlds)[number];

/** A few groups of three on two prompts, over words one by one where the world has them. */
const twins = (world: TwinWorld, runs: readonly Run[]): Experiment =>
  experimentOf(runs, {
    world: {
      id: world,
      params: {
        ...defaultsOf(worldById(world)?.fields ?? {}),
        ...(world === 'triangle' ? { prompts: 2 } : { prompts: 2, words: 2, maxLength: 2 }),
      },
    },
    policy: { id: 'table', params: {} },
    data: { pairs: 14, candidates: 3 },
    // Adam would make large differences of parameters from rounding in a gradient.
    training: { batch: 7, learningRate: 0.01, optimizer: 'gradient-descent' },
  });

/** What one run came to, in float64: its loss, then log π of every response. */
type Outcome = readonly number[];

/** A little away from the start, where many losses have a kink and rounding would choose the side. */
export const moved = ({ theta, moments, frozen }: RunCheckpoint): RunCheckpoint => ({
  theta: theta.map((value, i) => value + 0.5 * cos(3 * i - 0.5)),
  moments,
  frozen,
});

/** The outcome of each run of each experiment. */
export const trainTwins = async (
  { trainer }: Backend,
  world: TwinWorld,
  experiments: readonly (readonly Run[])[],
): Promise<readonly (readonly Outcome[])[]> => {
  const beginning = trainer(twins(world, everyRun.slice(0, 1)));
  const { checkpoint } = await beginning.save();
  beginning.dispose();
  const outcomes: (readonly Outcome[])[] = [];
  for (const runs of experiments) {
    const start = runs.flatMap(() => checkpoint.runs.map(moved));
    const engine = trainer(twins(world, runs), { checkpoint: { ...checkpoint, runs: start } });
    engine.advance(steps);
    const { metrics, logPi } = await engine.report();
    engine.dispose();
    const [width, size] = [metrics.length / runs.length, logPi.length / runs.length];
    outcomes.push(
      runs.map((_, run) => [metrics[run * width] ?? Number.NaN, ...logPi.subarray(run * size, (run + 1) * size)]),
    );
  }
  return outcomes;
};

/** The largest difference between two outcomes, against the size of what differs. */
export const difference = (one: Outcome, other: Outcome): number =>
  one.reduce((most, value, i) => {
    const apart = Math.abs(value - (other[i] ?? Number.NaN)) / (1 + Math.abs(value));
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(most, apart);
  }, 0);
