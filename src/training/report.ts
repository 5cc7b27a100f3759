/** What an engine says of a training at a step, from the numbers that were read back. */
import type { Frozen } from '../experiment/frozen';
import type { Ends } from '../methods/draw-plan';
import { metricNames } from '../metrics';
import type { Meter } from '../metrics/meter';
import { pathSums } from '../worlds/tree';
import type { World } from '../worlds/world';
import type { Checkpoint } from './checkpoint';
import { choiceLogProbabilities } from './reference-tables';
import type { Batch } from './sampler';

export interface Report {
  readonly step: number;
  /** [runs, metricNames.length] in run order. */
  readonly metrics: Float64Array;
  /** [runs, prompts · responses] in run order. */
  readonly logPi: Float64Array;
  /** log π of the chosen and the rejected response of each followed pair, [runs, followed pairs, 2]. */
  readonly pairLogPi: Float64Array;
  /** One entry a run. */
  readonly frozen: readonly (Frozen | null)[];
}

/** A report, and where the training stands, to go on from there. */
export interface SavedReport extends Report {
  readonly checkpoint: Checkpoint;
}

/** What does not change while an experiment trains. */
export interface Start {
  /** With the reference that was fine-tuned, where there is one. */
  readonly world: World;
  /** The pairs held for the metrics, of which the first few are followed. */
  readonly held: Batch;
  /** Of each followed pair, as `displacementScores` has it. */
  readonly displacementScores: Float64Array;
  /** log π [N] of what each run is tied to at the start. */
  readonly references: readonly Float64Array[];
}

/** The held pairs whose log-probabilities come with every report: the first so many. */
const mostFollowed = 32;

/** Chosen and rejected responses of the followed pairs. */
export const followedPairs = ({ chosen, rejected }: Batch): readonly [chosen: Int32Array, rejected: Int32Array] => [
  chosen.subarray(0, mostFollowed),
  rejected.subarray(0, mostFollowed),
];

/** log π of the responses in float64, [N], from logits of all choices. */
export const logPiOf = (world: World, logits: ArrayLike<number>): Float64Array =>
  pathSums(world.tree, choiceLogProbabilities(world, logits));

/** One row's numbers as they were read back. */
export interface RowReading {
  readonly run: number;
  /** Of all choices, [M · V]. */
  readonly logits: ArrayLike<number>;
  readonly loss: number;
  readonly gradCosine: number;
}

/** `logits` [runs, M · V]; a loss or a cosine [runs, 1] that was not computed is null. */
export const readingsOf = (
  runs: readonly number[],
  logits: Float32Array,
  loss: Float32Array | null,
  gradCosine: Float32Array | null,
): readonly RowReading[] => {
  const choices = logits.length / runs.length;
  return runs.map((run, row) => ({
    run,
    logits: logits.subarray(row * choices, (row + 1) * choices),
    loss: loss?.[row] ?? Number.NaN,
    gradCosine: gradCosine?.[row] ?? Number.NaN,
  }));
};

/** What belongs to single runs, one entry a run. */
export interface OfRuns {
  /** log π [N] of a reference that is the run's own; null where all share it. */
  readonly references: readonly (Float64Array | null)[];
  /** λ; NaN where there is none. */
  readonly multipliers: readonly number[];
  /** The mean of its policies so far, [N]; null where it is not kept. */
  readonly averages: readonly (Float64Array | null)[];
  /** What the run judged of its own answers last; null where it judges none, or has not yet. */
  readonly ends: readonly (Ends | null)[];
}

/** Metrics, policies and followed pairs of all runs, in their order; 0 where there is no reading. */
export const measured = (
  meter: Meter,
  world: World,
  held: Batch,
  rows: readonly RowReading[],
  { references, multipliers, averages, ends }: OfRuns,
): Pick<Report, 'metrics' | 'logPi' | 'pairLogPi'> => {
  const size = world.logRef.length;
  const followed = followedPairs(held);
  const pairs = followed[0].length;
  const runs = references.length;
  const metrics = new Float64Array(runs * metricNames.length);
  const logPi = new Float64Array(runs * size);
  const pairLogPi = new Float64Array(runs * pairs * 2);
  for (const { run, logits, loss, gradCosine } of rows) {
    const own = logPiOf(world, logits);
    logPi.set(own, run * size);
    followed.forEach((responses, side) => {
      responses.forEach((response, pair) => {
        pairLogPi[(run * pairs + pair) * 2 + side] = own[response] ?? Number.NaN;
      });
    });
    const multiplier = multipliers[run] ?? Number.NaN;
    const said = { loss, gradCosine, multiplier, lengthPrice: ends[run]?.price ?? Number.NaN };
    const ofRun = {
      ownReference: references[run] ?? null,
      ownPairs: ends[run]?.pairs ?? null,
      average: averages[run] ?? null,
    };
    metrics.set(meter.read(own, said, ofRun), run * metricNames.length);
  }
  return { metrics, logPi, pairLogPi };
};
