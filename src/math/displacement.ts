/** Which way log-probabilities move at once when a softmax policy with linear logits learns from one pair. */

import { exp } from './elementary';

/** The responses to one prompt: π ∝ exp(base + φᵀθ) for any base. */
export interface LinearSoftmax {
  /** φ, [responses, F] row-major. */
  readonly features: Float64Array;
  /** log π, [responses]. */
  readonly logPi: Float64Array;
}

/** Responses by index. */
interface Pair {
  readonly chosen: number;
  readonly rejected: number;
}

/** How hard a loss pushes: −∂L/∂log π(y_w) and ∂L/∂log π(y_l); alike for every loss of log π(y_w) − log π(y_l). */
interface Push {
  readonly chosen: number;
  readonly rejected: number;
}

const evenly: Push = { chosen: 1, rejected: 1 };

/**
 * d log π(y)/dt of every response under gradient flow on one pair, [responses], nats a unit of time:
 * (φ_y − E_π φ) · (c_w (φ_w − E_π φ) − c_l (φ_l − E_π φ)). With c_w = c_l the sum is (φ_y − E_π φ) · (φ_w − φ_l), so
 * that the chosen response falls iff (φ_w − E_π φ) · (φ_w − φ_l) < 0: likelihood displacement (2410.08847) by features
 * alone. With a feature of its own for each response the chosen one always rises, at the speed 1 − π_w + π_l.
 */
export const logPiVelocities = ({ features, logPi }: LinearSoftmax, pair: Pair, push: Push = evenly): Float64Array => {
  const width = features.length / logPi.length;
  const mean = new Float64Array(width);
  features.forEach((feature, i) => {
    const k = i % width;
    mean[k] = (mean[k] ?? 0) + exp(logPi[Math.floor(i / width)] ?? Number.NEGATIVE_INFINITY) * feature;
  });
  const centred = features.map((feature, i) => feature - (mean[i % width] ?? 0));
  const direction = mean.map(
    (_, k) =>
      push.chosen * (centred[pair.chosen * width + k] ?? 0) - push.rejected * (centred[pair.rejected * width + k] ?? 0),
  );
  return logPi.map((_, response) => direction.reduce((sum, d, k) => sum + d * (centred[response * width + k] ?? 0), 0));
};

/** d log π(y_w)/dt as in `logPiVelocities`: below 0 the chosen response is displaced. */
export const chosenVelocity = (policy: LinearSoftmax, pair: Pair, push?: Push): number =>
  logPiVelocities(policy, pair, push)[pair.chosen] ?? Number.NaN;
