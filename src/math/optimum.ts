/** What can be known exactly of a world: the KL-regularised optimum and the reward–KL frontier. */
import { logNormalise } from './distribution';

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

export interface FrontierPoint {
  readonly beta: number;
  /** KL(π*‖π_ref), nats. */
  readonly kl: number;
  /** E_π*[r]. */
  readonly reward: number;
}

/**
 * Where π* at this β stands between reward and KL. With Z = Σ π_ref exp(r/β), KL(π*‖π_ref) = E_π*[r]/β − log Z: one
 * exponential a response, where sums over log π* take three.
 */
export const frontierPoint = ({ prompts, logRef, reward }: RewardTable, beta: number): FrontierPoint => {
  const columns = logRef.length / prompts.length;
  const tilted = (i: number): number => (logRef[i] ?? 0) + (reward[i] ?? 0) / beta;
  const point = { beta, kl: 0, reward: 0 };
  for (let start = 0; start < logRef.length; start += columns) {
    let top = Number.NEGATIVE_INFINITY;
    for (let i = start; i < start + columns; i++) top = Math.max(top, tilted(i));
    let [mass, rewarded] = [0, 0];
    for (let i = start; i < start + columns; i++) {
      const weight = Math.exp(tilted(i) - top);
      mass += weight;
      rewarded += weight * (reward[i] ?? 0);
    }
    const expected = rewarded / mass;
    point.reward += expected / prompts.length;
    point.kl += (expected / beta - top - Math.log(mass)) / prompts.length;
  }
  return point;
};

const widest = 1000;
const narrowest = 0.02;

/** β from large to small, in equal steps of its logarithm: from the reference outwards along a frontier. */
export const temperatures = (points: number): readonly number[] =>
  Array.from({ length: points }, (_, i) => widest * (narrowest / widest) ** (i / (points - 1)));

/** The best reward at each KL: π* at each temperature. */
export const frontier = (table: RewardTable, points = 80): readonly FrontierPoint[] =>
  temperatures(points).map((beta) => frontierPoint(table, beta));
