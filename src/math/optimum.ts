/** What can be known exactly of a world: the KL-regularised optimum and the reward–KL frontier. */

import { logNormalise } from './distribution';
import { exp, log, pow } from './elementary';

/** Tables [prompts, responses]: log π_ref and the true reward. */
export interface RewardTable {
  readonly prompts: readonly unknown[];
  readonly logRef: Float64Array;
  readonly reward: Float64Array;
}

/** log π*, where π* ∝ π_ref exp(r/β) maximises E[r] − β KL(π‖π_ref); [prompts, responses]. */
export const optimum = (table: RewardTable, beta: number): Float64Array =>
  logNormalise(
    table.logRef.map((logRef, i) => logRef + (table.reward[i] ?? 0) / beta),
    table.logRef.length / table.prompts.length,
  );

const widest = 1000;
const narrowest = 0.02;

export interface FrontierPoint {
  readonly beta: number;
  /** KL(π*‖π_ref), nats. */
  readonly kl: number;
  /** E_π*[r]. */
  readonly reward: number;
}

/** A point of a frontier for another reward than the true one. */
export interface TiltedPoint extends FrontierPoint {
  /** Expected value of the reward that the policy is the optimum for. */
  readonly believed: number;
}

/**
 * Where the policy π ∝ π_ref exp(r̂/β) stands, which believes in `tilt` r̂ [N]; `reward` is still the true one. With
 * Z = Σ π_ref exp(r̂/β), KL(π‖π_ref) = E_π[r̂]/β − log Z: one exponential a response, where sums over log π take three.
 */
export const tiltedPoint = (
  { prompts, logRef, reward }: RewardTable,
  tilt: Float64Array,
  beta: number,
): TiltedPoint => {
  const columns = logRef.length / prompts.length;
  const tilted = (i: number): number => (logRef[i] ?? 0) + (tilt[i] ?? 0) / beta;
  const point = { beta, kl: 0, reward: 0, believed: 0 };
  for (let start = 0; start < logRef.length; start += columns) {
    let top = Number.NEGATIVE_INFINITY;
    for (let i = start; i < start + columns; i++) top = Math.max(top, tilted(i));
    let [mass, rewarded, tilting] = [0, 0, 0];
    for (let i = start; i < start + columns; i++) {
      const weight = exp(tilted(i) - top);
      mass += weight;
      rewarded += weight * (reward[i] ?? 0);
      tilting += weight * (tilt[i] ?? 0);
    }
    const believed = tilting / mass;
    point.reward += rewarded / mass / prompts.length;
    point.believed += believed / prompts.length;
    point.kl += (believed / beta - top - log(mass)) / prompts.length;
  }
  return point;
};

/** Where π* at this β stands between reward and KL. */
export const frontierPoint = (table: RewardTable, beta: number): FrontierPoint => {
  const { kl, reward } = tiltedPoint(table, table.reward, beta);
  return { beta, kl, reward };
};

/** π ∝ π_ref exp(c r̂) for `points` values of c, spaced evenly in their logarithms from `low` to `high`. */
export const tiltedFrontier = (
  table: RewardTable,
  tilt: Float64Array,
  [low, high]: readonly [low: number, high: number],
  points = 120,
): readonly TiltedPoint[] =>
  Array.from({ length: points }, (_, i) => tiltedPoint(table, tilt, 1 / (low * pow(high / low, i / (points - 1)))));

/** β from large to small, in equal steps of its logarithm: from the reference outwards along a frontier. */
export const temperatures = (points: number): readonly number[] =>
  Array.from({ length: points }, (_, i) => widest * pow(narrowest / widest, i / (points - 1)));

/** The best reward at each KL: π* at each temperature. */
export const frontier = (table: RewardTable, points = 80): readonly FrontierPoint[] =>
  temperatures(points).map((beta) => frontierPoint(table, beta));
