/** A mixture of two bumps: places, widths and the weight between them are learned. */

import { logSumExp } from '../../math/distribution';
import { exp, log } from '../../math/elementary';
import { logSigmoid, sigmoid } from '../../math/scalar';
import { positionsOf, twoBumpsStart } from '../starts';
import { gaussians, precisionOf } from './gaussian';
import { perPrompt } from './per-prompt';
import type { BuildRowPolicy } from './policy';

/** Where the parameters of each bump begin: its place, then the logarithm of its width. */
const bumps = [0, 2] as const;
const weightAt = 4;

/** log π = log(w·bump₁ + (1 − w)·bump₂), each bump normalised; θ = (μ₁, log s₁, μ₂, log s₂, logit w). */
export const twoBumps: BuildRowPolicy = (world, params) => {
  const x = positionsOf(world);
  const size = x.length;
  const { logits: write, towardsMean, towardsLogWidth } = gaussians(x);
  /** Of each bump, by response: its log-probabilities, and its share of the mixture there. */
  const logBumps = bumps.map(() => new Float64Array(world.logRef.length));
  const shares = bumps.map(() => new Float64Array(world.logRef.length));
  const towards = new Float64Array(size);
  const [logFirst, logSecond] = logBumps;
  const [shareFirst, shareSecond] = shares;
  if (!logFirst || !logSecond || !shareFirst || !shareSecond) throw new Error('there are two bumps');
  return perPrompt(twoBumpsStart(world, params), size, {
    forward: (theta, first, logits, start) => {
      bumps.forEach((offset, bump) => {
        const logBump = logBumps[bump] ?? towards;
        write(theta[first + offset] ?? 0, precisionOf(theta[first + offset + 1] ?? 0), logBump, start);
        const normaliser = logSumExp(logBump.subarray(start, start + size));
        for (let i = start; i < start + size; i++) logBump[i] = (logBump[i] ?? 0) - normaliser;
      });
      const weight = theta[first + weightAt] ?? 0;
      const [logWeight, logRest] = [logSigmoid(weight), logSigmoid(-weight)];
      for (let i = start; i < start + size; i++) {
        const [one, two] = [(logFirst[i] ?? 0) + logWeight, (logSecond[i] ?? 0) + logRest];
        const top = Math.max(one, two);
        const logit = top + log(exp(one - top) + exp(two - top));
        logits[i] = logit;
        shareFirst[i] = exp(one - logit);
        shareSecond[i] = exp(two - logit);
      }
    },
    pullback: (theta, first, upstream, start, gradient) => {
      const totals = bumps.map((offset, bump) => {
        const [logBump = towards, share = towards] = [logBumps[bump], shares[bump]];
        let total = 0;
        for (let i = 0; i < size; i++) {
          const pulled = (upstream[start + i] ?? 0) * (share[start + i] ?? 0);
          towards[i] = pulled;
          total += pulled;
        }
        for (let i = 0; i < size; i++) towards[i] = (towards[i] ?? 0) - exp(logBump[start + i] ?? 0) * total;
        const [mean, precision] = [theta[first + offset] ?? 0, precisionOf(theta[first + offset + 1] ?? 0)];
        gradient[first + offset] = towardsMean(mean, precision, towards, 0);
        gradient[first + offset + 1] = towardsLogWidth(mean, precision, towards, 0);
        return total;
      });
      const [one = 0, two = 0] = totals;
      gradient[first + weightAt] = one - sigmoid(theta[first + weightAt] ?? 0) * (one + two);
    },
  });
};
