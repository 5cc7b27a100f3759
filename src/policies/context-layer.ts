/** The first layer of a network: a matrix times what it is told of each node. */
import { matMul, reshape, type Tensor2D, type Tensor3D, tensor2d, transpose } from '@tensorflow/tfjs-core';
import type { Context } from './context';
import type { Take } from './take';

/** The first layer of a network, from the description of m nodes to [R, m, out]. */
export interface ContextLayerAt {
  readonly forward: (take: Take) => {
    readonly value: Tensor3D;
    /** ∂L/∂value [R, m, out] to ∂L/∂ the layer's block. */
    readonly pullback: (upstream: Tensor3D) => Tensor3D;
  };
  /** Frees the descriptions. */
  readonly dispose: () => void;
}

export interface ContextLayer {
  readonly at: (nodes: Int32Array) => ContextLayerAt;
}

/** X Wᵀ with W [out, width] for all runs as one plain product, since X is the same for all. */
export const contextLayer = ({ width, places, ones }: Context, outputs: number): ContextLayer => ({
  at: (nodes) => {
    const count = nodes.length;
    const description = new Float32Array(count * width);
    nodes.forEach((node, row) => {
      for (let i = node * ones; i < (node + 1) * ones; i++) {
        const place = places[i] ?? -1;
        if (place >= 0) description[row * width + place] = 1;
      }
    });
    const byNode = tensor2d(description, [count, width]);
    // Kept both ways round: a transposed product leaves the fast path of the WASM backend.
    const byPlace: Tensor2D = transpose(byNode);
    return {
      forward: (take) => {
        const weights = take();
        const [runs] = weights.shape;
        const flat: Tensor2D = reshape(weights, [runs * outputs, width]);
        const byOutput: Tensor3D = reshape(matMul(flat, byPlace), [runs, outputs, count]);
        return {
          value: transpose(byOutput, [0, 2, 1]),
          pullback: (upstream) => {
            const towards: Tensor2D = reshape(transpose(upstream, [0, 2, 1]), [runs * outputs, count]);
            return reshape(matMul(towards, byNode), [runs, outputs, width]);
          },
        };
      },
      dispose: () => {
        byNode.dispose();
        byPlace.dispose();
      },
    };
  },
});
