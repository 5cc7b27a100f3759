/**
 * Reward under a promise: E[r] − β KL(π‖π_ref) is maximised while the safety reward g keeps E[g] ≥ b. With a multiplier
 * λ ≥ 0 the best policy is π_λ ∝ π_ref exp((r + λg)/β), and λ* is where the convex dual
 * D(λ) = β log Σ π_ref exp((r + λ(g − b))/β) is least (2405.19544, section 4).
 */
import { meanUnder } from './distribution';
import { optimum, type RewardTable } from './optimum';

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
}

export const dualAt = (table: ConstrainedTable, beta: number, lambda: number): DualPoint => {
  const { prompts, logRef, reward, safety, bound } = table;
  const columns = logRef.length / prompts.length;
  const logPi = penalisedOptimum(table, beta, lambda);
  // log Z of a prompt is the same at each response: log π_ref + (r + λg)/β − log π_λ.
  let logZ = 0;
  for (let i = 0; i < logPi.length; i += columns) {
    const tilt = ((reward[i] ?? 0) + lambda * (safety[i] ?? 0)) / beta;
    logZ += ((logRef[i] ?? 0) + tilt - (logPi[i] ?? 0)) / prompts.length;
  }
  const expected = meanUnder(logPi.map(Math.exp), safety, columns);
  return { lambda, value: beta * logZ - lambda * bound, safety: expected, slope: expected - bound };
};

/** A larger multiplier than this is taken for none at all: no policy keeps the bound. */
const mostLambda = 1e6;
/** Halvings of the interval around λ*, until float64 has no number between its ends. */
const mostHalvings = 100;

/** λ*, 0 where the bound holds without it; undefined where no policy keeps the bound. */
export const bestMultiplier = (table: ConstrainedTable, beta: number): number | undefined => {
  const isMet = (lambda: number): boolean => dualAt(table, beta, lambda).slope >= 0;
  if (isMet(0)) return 0;
  let high = 1;
  while (!isMet(high)) {
    high *= 2;
    if (high > mostLambda) return undefined;
  }
  let low = 0;
  for (let i = 0; i < mostHalvings; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (isMet(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/** λ ← [λ − rate · D′(λ)]₊. */
export const dualStep = (table: ConstrainedTable, beta: number, lambda: number, rate: number): number =>
  Math.max(0, lambda - rate * dualAt(table, beta, lambda).slope);
