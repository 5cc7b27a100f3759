/** Layers of a network with their derivatives written out, and how they are put one after another. */
import { add, type Tensor3D } from '@tensorflow/tfjs-core';
import type { Take } from './take';

/** What comes back through a layer. */
export interface LayerGradient {
  /** ∂L/∂input, [R, m, in]. */
  readonly input: Tensor3D;
  /** ∂L/∂ each block of the layer, in their order. */
  readonly blocks: readonly Tensor3D[];
}

export interface LayerPass {
  /** [R, m, out] */
  readonly value: Tensor3D;
  /** From ∂L/∂value, [R, m, out]. */
  readonly pullback: (upstream: Tensor3D) => LayerGradient;
}

/** A layer at m nodes: from [R, m, in] to [R, m, out], each of the R runs with parameters of its own. */
export interface LayerAt {
  /** Takes the blocks of the layer in their order. */
  readonly forward: (input: Tensor3D, take: Take) => LayerPass;
  /** Frees what the layer knows of the nodes. */
  readonly dispose: () => void;
}

export interface Layer {
  readonly at: (nodes: Int32Array) => LayerAt;
}

/** A layer that does the same whichever nodes it is at. */
export const everywhere = (forward: LayerAt['forward']): Layer => ({
  at: () => ({ forward, dispose: () => {} }),
});

/** One layer after another. */
export const chain = (layers: readonly Layer[]): Layer => ({
  at: (nodes) => {
    const placed = layers.map((layer) => layer.at(nodes));
    return {
      forward: (input, take) => {
        let value = input;
        const passes = placed.map(({ forward }) => {
          const pass = forward(value, take);
          value = pass.value;
          return pass;
        });
        return {
          value,
          pullback: (upstream) => {
            let towards = upstream;
            const blocks = passes.toReversed().map(({ pullback }) => {
              const gradient = pullback(towards);
              towards = gradient.input;
              return gradient.blocks;
            });
            return { input: towards, blocks: blocks.toReversed().flat() };
          },
        };
      },
      dispose: () => {
        for (const each of placed) each.dispose();
      },
    };
  },
});

/** A layer's output on top of its input. */
export const residual = ({ at }: Layer): Layer => ({
  at: (nodes) => {
    const { forward, dispose } = at(nodes);
    return {
      forward: (input, take) => {
        const { value, pullback } = forward(input, take);
        return {
          value: add(input, value),
          pullback: (upstream) => {
            const gradient = pullback(upstream);
            return { input: add(upstream, gradient.input), blocks: gradient.blocks };
          },
        };
      },
      dispose,
    };
  },
});
