/** What a metric is: how it reads on the page, and where its value comes from. */
import type { Run } from '../settings/experiment';
import type { ReferenceTables, World } from '../worlds/world';
import type { Distribution } from './distribution';
import type { HeldPairs } from './held-pairs';

/** What metrics need to know of a world. */
export type MeasuredWorld = Pick<
  World,
  | 'prompts'
  | 'responses'
  | 'logRef'
  | 'reward'
  | 'labelReward'
  | 'modelReward'
  | 'preference'
  | 'safety'
  | 'lengths'
  | 'geometry'
> & { readonly second?: Pick<ReferenceTables, 'logRef'> };

/** A policy, and what it is measured against. */
export interface Reading {
  readonly policy: Distribution;
  readonly world: MeasuredWorld;
  /** β of π*. */
  readonly beta: number;
  /** π_ref, which all runs share. */
  readonly reference: Distribution;
  /** π*. */
  readonly optimum: Distribution;
}

export interface PairReading extends Reading {
  readonly held: HeldPairs;
}

/** What belongs to the run. */
export interface OfRun {
  /** log π [N] of the reference that is the run's own; null where it is tied to the one that all share. */
  readonly ownReference: Float64Array | null;
  /** The best and the worst of each of its own answers that were judged last, [pairs, 2]; null where none were. */
  readonly ownPairs: Int32Array | null;
  /** The mean of its policies so far, [N]; null where it is not kept. */
  readonly average: Float64Array | null;
}

export interface RunReading extends PairReading, OfRun {}

interface Described {
  readonly label: string;
  /** The quantity and its unit, after the label. */
  readonly unit: string;
  readonly meaning: string;
  /** Whether its curve is drawn from the start, where it applies. */
  readonly usual?: true;
  /** Whether a button beside the menu of curves offers it. */
  readonly isOffered?: true;
  /** Whether it can have a value in this world; where nothing is said, it can in every world. */
  readonly appliesTo?: (world: MeasuredWorld) => boolean;
  /** Whether it can have a value for this run; where nothing is said, it can for every run. */
  readonly appliesToRun?: (run: Run) => boolean;
}

interface OfPolicy {
  readonly from: 'policy';
  readonly of: (reading: Reading) => number;
}
interface OfPairs {
  readonly from: 'pairs';
  readonly of: (reading: PairReading) => number;
}
interface FromRun {
  readonly from: 'run';
  readonly of: (reading: RunReading) => number;
}
interface OfEngine {
  readonly from: 'engine';
}

export type Metric = Described & (OfPolicy | OfPairs | FromRun | OfEngine);

/** A metric of the policy alone, in float64: its value at π* is known before anything trains. */
export const ofPolicy = (metric: Described & Pick<OfPolicy, 'of'>): Described & OfPolicy => ({
  from: 'policy',
  ...metric,
});

/** The expected value of something that each response has, [N]; null in a world where responses do not have it. */
export const expected = ({
  table,
  ...words
}: Omit<Described, 'appliesTo'> & { readonly table: (world: MeasuredWorld) => Float64Array | null }) =>
  ofPolicy({
    ...words,
    appliesTo: (world) => table(world) !== null,
    of: ({ policy, world }) => {
      const values = table(world);
      return values === null ? Number.NaN : policy.mean(values);
    },
  });

/** A metric of the policy on the pairs held for the metrics, in float64. */
export const ofPairs = (metric: Described & Pick<OfPairs, 'of'>): Described & OfPairs => ({ from: 'pairs', ...metric });

/** A metric of the policy that depends on the ingredients of its run, in float64. */
export const ofRun = (metric: Described & Pick<FromRun, 'of'>): Described & FromRun => ({ from: 'run', ...metric });

/** A metric that the engine computes where it trains, in 32 bits. */
export const ofEngine = (metric: Described): Described & OfEngine => ({ from: 'engine', ...metric });
