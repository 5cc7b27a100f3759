/** What a reward model is: a function of parameters and a response, with its derivative. */

export interface RewardFunction {
  /** θ at the start. */
  readonly initial: Float64Array;
  /** r̂ of these responses, by flat index, and the way from ∂L/∂r̂ of each back to ∂L/∂θ. */
  readonly at: (
    theta: Float64Array,
    responses: Int32Array,
  ) => { readonly rewards: Float64Array; readonly pullback: (upstream: Float64Array) => Float64Array };
}

/** A table: one number for each of N responses, nothing shared, all 0 at the start. */
export const table = (size: number): RewardFunction => ({
  initial: new Float64Array(size),
  at: (theta, responses) => ({
    rewards: Float64Array.from(responses, (response) => theta[response] ?? 0),
    pullback: (upstream) => {
      const gradient = new Float64Array(size);
      responses.forEach((response, row) => {
        gradient[response] = (gradient[response] ?? 0) + (upstream[row] ?? 0);
      });
      return gradient;
    },
  }),
});
