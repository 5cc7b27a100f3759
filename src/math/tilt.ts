/** Distributions tilted by a value of each response, and what repeated tilting leads to. */
import { logNormalise } from './distribution';
import { onLine } from './on-line';

/** log of p e^{rate · v}, normalised in each row; tables [rows, columns]. */
export const tilted = (logP: Float64Array, values: ArrayLike<number>, rate: number, columns = logP.length) =>
  logNormalise(
    logP.map((value, i) => value + rate * (values[i] ?? 0)),
    columns,
  );

/** A round of preference optimisation with momentum: log π before it and after. */
export interface Round {
  readonly beforeMomentum: Float64Array;
  readonly policy: Float64Array;
}

/**
 * Rounds with an exact inner step (2410.06293): π̂ₜ₊₁ ∝ πₜ e^{r/β}, then log πₜ₊₁ = log π̂ₜ₊₁ + α (log π̂ₜ₊₁ − log π̂ₜ), from
 * π̂₀ = π₀ = π_ref. α = 0 is iterative DPO: T rounds are the temperature β/T.
 */
export const acceleratedRounds = (
  logRef: Float64Array,
  reward: ArrayLike<number>,
  { beta, momentum, rounds }: { readonly beta: number; readonly momentum: number; readonly rounds: number },
): readonly Round[] => {
  const done: Round[] = [];
  let last: Round = { beforeMomentum: logRef, policy: logRef };
  for (let round = 0; round < rounds; round++) {
    const beforeMomentum = tilted(last.policy, reward, 1 / beta);
    const policy = logNormalise(onLine(last.beforeMomentum, beforeMomentum, 1 + momentum), logRef.length);
    last = { beforeMomentum, policy };
    done.push(last);
  }
  return done;
};
