/** The reference tilted along features of its responses: log π = log π_ref + φᵀθ, which θ = 0 leaves as it is. */
import { add, matMul, tensor2d } from '@tensorflow/tfjs-core';
import { type Policy, wholePolicy } from './policy';
import type { Features } from './starts';

/** log π_ref [N] and the features of its responses, in a tree of single choices. */
export const tiltedReference = (logRef: Float64Array, { count, of: feature }: Features): Policy => {
  const size = logRef.length;
  // Kept both ways round: a transposed product leaves the fast path of the WASM backend.
  const byFeature = Float32Array.from({ length: count * size }, (_, i) => feature(i % size, Math.floor(i / size)));
  const byResponse = Float32Array.from({ length: size * count }, (_, i) => feature(Math.floor(i / count), i % count));
  const features = tensor2d(byFeature, [count, size]);
  const transposed = tensor2d(byResponse, [size, count]);
  const reference = tensor2d(Float32Array.from(logRef), [1, size]);
  return wholePolicy(
    new Float32Array(count),
    (theta) => ({
      logits: add(matMul(theta, features), reference),
      pullback: (upstream) => matMul(upstream, transposed),
    }),
    () => {
      features.dispose();
      transposed.dispose();
      reference.dispose();
    },
  );
};
