/** Softmax at some nodes of a tree, [M · V] with V choices at each, and the way back through it, as plain code. */
import { exp, log } from './elementary';
import { sumOf } from './sum';

/** From the logits in `pi` to log π, and to π in their place. */
export const softmaxAt = (nodes: Int32Array, choices: number, logPi: Float64Array, pi: Float64Array): void => {
  for (const node of nodes) {
    const start = node * choices;
    const end = start + choices;
    let top = Number.NEGATIVE_INFINITY;
    for (let i = start; i < end; i++) top = Math.max(top, pi[i] ?? 0);
    for (let i = start; i < end; i++) {
      const logit = (pi[i] ?? 0) - top;
      logPi[i] = logit;
      pi[i] = exp(logit);
    }
    const sum = sumOf(pi, start, end);
    const shared = log(sum);
    const share = 1 / sum;
    for (let i = start; i < end; i++) {
      logPi[i] = (logPi[i] ?? 0) - shared;
      pi[i] = (pi[i] ?? 0) * share;
    }
  }
};

/** From ∂L/∂log π in `upstream` to ∂L/∂logits in `towards`. */
export const softmaxBack = (
  nodes: Int32Array,
  choices: number,
  pi: Float64Array,
  upstream: Float64Array,
  towards: Float64Array,
): void => {
  for (const node of nodes) {
    const start = node * choices;
    const end = start + choices;
    const total = sumOf(upstream, start, end);
    for (let i = start; i < end; i++) towards[i] = (upstream[i] ?? 0) - (pi[i] ?? 0) * total;
  }
};
