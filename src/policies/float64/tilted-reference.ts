/** The reference tilted along features of its responses: log π = log π_ref + φᵀθ, which θ = 0 leaves as it is. */
import type { Features } from '../starts';
import type { RowPolicy } from './policy';

/** log π_ref [N] and the features of its responses, in a tree of single choices, `choices` at each node. */
export const tiltedReference = (logRef: Float64Array, { count, of }: Features, choices: number): RowPolicy => {
  /** [N, count] */
  const features = Float64Array.from({ length: logRef.length * count }, (_, i) => of(Math.floor(i / count), i % count));
  return {
    initial: new Float32Array(count),
    forward: (theta, nodes, logits) => {
      for (const node of nodes) {
        for (let response = node * choices; response < (node + 1) * choices; response++) {
          let sum = logRef[response] ?? 0;
          for (let k = 0; k < count; k++) sum += (features[response * count + k] ?? 0) * (theta[k] ?? 0);
          logits[response] = sum;
        }
      }
    },
    pullback: (upstream, nodes, gradient) => {
      gradient.fill(0);
      for (const node of nodes) {
        for (let response = node * choices; response < (node + 1) * choices; response++) {
          const towards = upstream[response] ?? 0;
          if (towards === 0) continue;
          for (let k = 0; k < count; k++) {
            gradient[k] = (gradient[k] ?? 0) + (features[response * count + k] ?? 0) * towards;
          }
        }
      }
    },
  };
};
