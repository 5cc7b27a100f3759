/**
 * Reward under a promise: E[r] − β KL(π‖π_ref) is maximised while the safety reward g keeps E[g] ≥ b. With a multiplier
 * λ ≥ 0 the best policy is π_λ ∝ π_ref exp((r + λg)/β), and λ* is where the convex dual
 * D(λ) = β log Σ π_ref exp((r + λ(g − b))/β) is least (2405.19544, section 4).
 */

import { divergence, meanUnder } from './distribution';
import { exp } from './elementary';
import { type FrontierPoint, optimum, type RewardTable, temperatures } from './optimum';

/** Tables [prompts, responses]; the bound holds for the mean over prompts. */
export interface ConstrainedTable extends RewardTable {
  /** g(x, y). */
  readonly safety: Float64Array;
  /** b. */
  readonly bound: number;
}

/** r + λg, what labels follow so that training on them alone leads to π_λ. */
export const penalised = ({ reward, safety }: ConstrainedTable, lambda: number): Float64Array =>
  reward.map((r, i) => r + lambda * (safety[i] ?? 0));

/** log π_λ. */
export const penalisedOptimum = (table: ConstrainedTable, beta: number, lambda: number): Float64Array =>
  optimum({ ...table, reward: penalised(table, lambda) }, beta);

export interface DualPoint {
  readonly lambda: number;
  /** D(λ), mean over prompts. */
  readonly value: number;
  /** E_{π_λ}[g]. */
  readonly safety: number;
  /** D′(λ) = E_{π_λ}[g] − b. */
  readonly slope: number;
  /** D″(λ) = Var_{π_λ}(g)/β, mean over prompts of the variance at each. */
  readonly curvature: number;
}

export const dualAt = (table: ConstrainedTable, beta: number, lambda: number): DualPoint => {
  const { prompts, logRef, reward, safety, bound } = table;
  const columns = logRef.length / prompts.length;
  const logPi = penalisedOptimum(table, beta, lambda);
  let [logZ, expected, variance] = [0, 0, 0];
  for (let start = 0; start < logPi.length; start += columns) {
    // log Z of a prompt is the same at each response: log π_ref + (r + λg)/β − log π_λ.
    const tilt = ((reward[start] ?? 0) + lambda * (safety[start] ?? 0)) / beta;
    logZ += ((logRef[start] ?? 0) + tilt - (logPi[start] ?? 0)) / prompts.length;
    let [mean, square] = [0, 0];
    for (let i = start; i < start + columns; i++) {
      const g = safety[i] ?? 0;
      const p = exp(logPi[i] ?? 0);
      mean += p * g;
      square += p * g * g;
    }
    expected += mean / prompts.length;
    variance += (square - mean * mean) / prompts.length;
  }
  return {
    lambda,
    value: beta * logZ - lambda * bound,
    safety: expected,
    slope: expected - bound,
    curvature: variance / beta,
  };
};

/** A larger multiplier than this is taken for none at all: no policy keeps the bound. */
const mostLambda = 1e6;
/** Steps towards λ*; a few are enough where they are Newton's. */
const mostSteps = 100;

/** λ*, 0 where the bound holds without it; undefined where no policy keeps the bound. */
export const bestMultiplier = (table: ConstrainedTable, beta: number): number | undefined => {
  let low = 0;
  let point = dualAt(table, beta, 0);
  if (point.slope >= 0) return 0;
  let high = 1;
  while (dualAt(table, beta, high).slope < 0) {
    low = high;
    high *= 2;
    if (high > mostLambda) return undefined;
  }
  let lambda = (low + high) / 2;
  // Newton's method, and halves where it would leave the interval that holds λ*.
  for (let i = 0; i < mostSteps; i++) {
    point = dualAt(table, beta, lambda);
    if (point.slope < 0) low = lambda;
    else high = lambda;
    const newton = lambda - point.slope / point.curvature;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (next === lambda || next === low || next === high) break;
    lambda = next;
  }
  return lambda;
};

/** Where the best policy that keeps the bound stands between reward and KL; undefined where none keeps it. */
export const constrainedPoint = (table: ConstrainedTable, beta: number): FrontierPoint | undefined => {
  const lambda = bestMultiplier(table, beta);
  if (lambda === undefined) return undefined;
  const columns = table.logRef.length / table.prompts.length;
  const logPi = penalisedOptimum(table, beta, lambda);
  const p = logPi.map(exp);
  return {
    beta,
    kl: divergence(p, logPi, table.logRef, columns),
    reward: meanUnder(p, table.reward, columns),
  };
};

/** The most reward at each KL for those who keep the bound, ascending in KL. */
export const constrainedFrontier = (table: ConstrainedTable, points = 40): readonly FrontierPoint[] =>
  temperatures(points).flatMap((beta) => constrainedPoint(table, beta) ?? []);

/** λ ← [λ − rate · D′(λ)]₊. */
export const dualStep = (table: ConstrainedTable, beta: number, lambda: number, rate: number): number =>
  Math.max(0, lambda - rate * dualAt(table, beta, lambda).slope);
