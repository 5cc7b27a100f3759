/** Which way gradient descent on a run's loss moves a policy over three answers, anywhere in the triangle. */

import { formOf, objectiveById } from '../objectives';
import { expectedGradient, type Gradient, type LossData } from '../objectives/expected-gradient';
import type { Run } from '../settings/experiment';
import type { Shares } from './triangle-geometry';
import { answerCount, type TriangleWorld } from './triangle-world';

/** dπ of one prompt's answers along the descent, where the policy gives them with these probabilities. */
export type Field = (prompt: number, shares: Shares) => Shares;

/** How logits [N] follow θ, and where θ is when one prompt's answers are known. */
interface Family {
  /** From ∂L/∂logits to the change of the logits under descent. */
  readonly descend: (slope: Float64Array) => Float64Array;
  /** log π [N] of a policy of the family that has these log-probabilities at one prompt. */
  readonly through: (prompt: number, logPi: Shares) => Float64Array;
}

/** A number for every answer to every prompt: prompts know nothing of each other. */
const tableOf = ({ logRef }: TriangleWorld): Family => ({
  descend: (slope) => slope.map((value) => -value),
  through: (prompt, logPi) => {
    const all = logRef.slice();
    all.set(logPi, prompt * answerCount);
    return all;
  },
});

/** log Σ e^z of three logits from `offset` on. */
const normaliserAt = (logits: Float64Array, offset: number): number => {
  const row = logits.subarray(offset, offset + answerCount);
  const top = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return top + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - top), 0));
};

/** Too small to matter, and enough that features on one line leave an answer. */
const ridge = 1e-9;

/** log π = log π_ref + φᵀθ with the same two θ for all prompts. */
const logLinearOf = ({ logRef, geometry: { features } }: TriangleWorld): Family => {
  const phi = (response: number): readonly [number, number] => [
    features[2 * response] ?? 0,
    features[2 * response + 1] ?? 0,
  ];
  const along = (theta: readonly [number, number], response: number): number => {
    const [x, y] = phi(response);
    return theta[0] * x + theta[1] * y;
  };
  return {
    descend: (slope) => {
      let theta: readonly [number, number] = [0, 0];
      slope.forEach((value, response) => {
        const [x, y] = phi(response);
        theta = [theta[0] - value * x, theta[1] - value * y];
      });
      return slope.map((_, response) => along(theta, response));
    },
    through: (prompt, logPi) => {
      const start = prompt * answerCount;
      // Least squares for θ on differences to the first answer, in which what normalises log π is gone.
      let [xx, xy, yy, xz, yz] = [ridge, 0, ridge, 0, 0];
      for (let i = 1; i < answerCount; i++) {
        const x = phi(start + i)[0] - phi(start)[0];
        const y = phi(start + i)[1] - phi(start)[1];
        const z = (logPi[i] ?? 0) - logPi[0] - (logRef[start + i] ?? 0) + (logRef[start] ?? 0);
        [xx, xy, yy, xz, yz] = [xx + x * x, xy + x * y, yy + y * y, xz + x * z, yz + y * z];
      }
      const determinant = xx * yy - xy * xy;
      const theta = [(yy * xz - xy * yz) / determinant, (xx * yz - xy * xz) / determinant] as const;
      const all = logRef.map((value, response) => value + along(theta, response));
      for (let offset = 0; offset < all.length; offset += answerCount) {
        const normaliser = normaliserAt(all, offset);
        for (let i = offset; i < offset + answerCount; i++) all[i] = (all[i] ?? 0) - normaliser;
      }
      // Policies that the features cannot express are looked at all the same.
      all.set(logPi, start);
      return all;
    },
  };
};

const familyOf = (policy: string, world: TriangleWorld): Family | undefined => {
  if (policy === 'table') return tableOf(world);
  if (policy === 'log-linear') return logLinearOf(world);
  return undefined;
};

const fieldFrom =
  (gradient: Gradient, { descend, through }: Family): Field =>
  (prompt, shares) => {
    const logPi = through(prompt, [Math.log(shares[0]), Math.log(shares[1]), Math.log(shares[2])]);
    const pi = logPi.map(Math.exp);
    const slope = gradient(logPi);
    for (let offset = 0; offset < slope.length; offset += answerCount) {
      const sum = slope.subarray(offset, offset + answerCount).reduce((total, value) => total + value, 0);
      for (let i = offset; i < offset + answerCount; i++) slope[i] = (slope[i] ?? 0) - (pi[i] ?? 0) * sum;
    }
    const change = descend(slope);
    const start = prompt * answerCount;
    const mean = shares.reduce((sum, share, i) => sum + share * (change[start + i] ?? 0), 0);
    const moved = (i: 0 | 1 | 2): number => shares[i] * ((change[start + i] ?? 0) - mean);
    return [moved(0), moved(1), moved(2)];
  };

const carriesNumbers = (run: Run): boolean => {
  const objective = objectiveById(run.objective);
  return objective !== undefined && formOf(objective, run.knobs).state.length > 0;
};

/** The field of a run, or why none can be drawn, as the end of a sentence. */
export const fieldOf = (
  run: Run,
  policy: string,
  given: LossData & { readonly world: TriangleWorld },
): { readonly field: Field } | { readonly reason: string } => {
  const family = familyOf(policy, given.world);
  if (family === undefined) return { reason: 'the policy is neither a table nor linear in the features' };
  if (carriesNumbers(run)) return { reason: 'its loss depends on the steps before' };
  const answer = expectedGradient(run, given);
  return 'reason' in answer ? answer : { field: fieldFrom(answer.gradient, family) };
};
