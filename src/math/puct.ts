/** Which branch a tree search follows: the best mean so far, plus what is promised where few have been (PUCT). */

export interface Branches {
  /** N and W of each branch. */
  readonly visits: ArrayLike<number>;
  readonly valueSum: ArrayLike<number>;
  /** The chance that the policy gives it. */
  readonly prior: ArrayLike<number>;
}

/** W/N + c · p · √N_parent/(1 + N), the mean being 0 where nobody has been (2405.00451, equation 2). */
export const puctScores = (
  { visits, valueSum, prior }: Branches,
  parentVisits: number,
  exploration: number,
): Float64Array =>
  Float64Array.from(prior, (p, i) => {
    const n = visits[i] ?? 0;
    return (n === 0 ? 0 : (valueSum[i] ?? 0) / n) + (exploration * p * Math.sqrt(parentVisits)) / (1 + n);
  });

/** The first branch with the highest score, of those that the policy gives a chance at all. */
export const puctChoice = (branches: Branches, parentVisits: number, exploration: number): number => {
  let best = -1;
  const scores = puctScores(branches, parentVisits, exploration);
  scores.forEach((score, i) => {
    if ((branches.prior[i] ?? 0) > 0 && (best < 0 || score > (scores[best] ?? 0))) best = i;
  });
  return best;
};
