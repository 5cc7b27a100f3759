/** The reference bent by a few smooth hills: log π = log π_ref + Σ θ_k φ_k, so that neighbours share parameters. */
import { add, matMul, tensor2d } from '@tensorflow/tfjs-core';
import { numberAt } from '../experiment/fields';
import { type PolicyFamily, positionsOf } from './policy';

/** φ_k(x) = exp(−½((x − c_k)/width)²), centres evenly over the line and shared by all prompts; θ = 0 is the reference. */
export const rbf: PolicyFamily = {
  id: 'rbf',
  build: (world, params) => {
    const positions = positionsOf(world);
    const centres = numberAt(params, 'centres');
    const width = numberAt(params, 'width');
    const low = positions[0] ?? 0;
    const high = positions.at(-1) ?? 0;
    const feature = (response: number, k: number): number => {
      const centre = low + ((high - low) * k) / (centres - 1);
      return Math.exp(-0.5 * (((positions[response % positions.length] ?? 0) - centre) / width) ** 2);
    };
    const size = world.logRef.length;
    // Kept both ways round: a transposed product leaves the fast path of the WASM backend.
    const byCentre = Float32Array.from({ length: centres * size }, (_, i) => feature(i % size, Math.floor(i / size)));
    const byResponse = Float32Array.from({ length: size * centres }, (_, i) =>
      feature(Math.floor(i / centres), i % centres),
    );
    const features = tensor2d(byCentre, [centres, size]);
    const transposed = tensor2d(byResponse, [size, centres]);
    const logRef = tensor2d(Float32Array.from(world.logRef), [1, size]);
    return {
      initial: new Float32Array(centres),
      forward: (theta) => ({
        logits: add(matMul(theta, features), logRef),
        pullback: (upstream) => matMul(upstream, transposed),
      }),
      dispose: () => {
        features.dispose();
        transposed.dispose();
        logRef.dispose();
      },
    };
  },
};
