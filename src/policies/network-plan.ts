/** What a network is made of, as plain data: what is told of a node, then one layer after another. */
import { type FieldValues, numberAt } from '../settings/fields';
import type { World } from '../worlds/world';
import { type Block, constant, normal } from './blocks';
import { type Context, latestContext, wholeContext, wholeContextWithBias } from './context';

export type LayerPlan =
  | { readonly kind: 'tanh' | 'silu'; readonly width: number }
  /** x W + b, with W [inputs, outputs] and b [1, outputs]; b starts at 0. */
  | { readonly kind: 'affine'; readonly inputs: number; readonly outputs: number; readonly start: Block['start'] }
  /** Root mean square normalisation with gains [1, width] that start at 1 (1910.07467, eq. 4). */
  | { readonly kind: 'norm'; readonly width: number }
  /** Causal multi-head attention (1706.03762, section 3.2), with heads of width `size`. */
  | {
      readonly kind: 'attention';
      readonly width: number;
      readonly heads: number;
      readonly size: number;
      readonly start: Block['start'];
    }
  /** The layers' output on top of their input. */
  | { readonly kind: 'residual'; readonly layers: readonly LayerPlan[] };

/** Keeps the norm of zeros finite. */
export const normEpsilon = 1e-6;

export interface NetworkPlan {
  readonly context: Context;
  /** Width of the first layer's output. */
  readonly outputs: number;
  /** How the first layer’s weights [outputs, width of the context] start: told the output first, then the place. */
  readonly start: Block['start'];
  /** They end in one output a choice. */
  readonly layers: readonly LayerPlan[];
}

/** The layer's parameters, in the order in which they stand in θ. */
const blocksOf = (layer: LayerPlan): readonly Block[] => {
  switch (layer.kind) {
    case 'affine':
      return [
        { rows: layer.inputs, columns: layer.outputs, start: layer.start },
        { rows: 1, columns: layer.outputs, start: constant(0) },
      ];
    case 'norm':
      return [{ rows: 1, columns: layer.width, start: constant(1) }];
    case 'attention': {
      const inner = layer.heads * layer.size;
      return [
        { rows: layer.width, columns: 3 * inner, start: layer.start },
        { rows: inner, columns: layer.width, start: layer.start },
      ];
    }
    case 'residual':
      return layer.layers.flatMap(blocksOf);
    default:
      return [];
  }
};

/** How many parameters the layer has. */
export const parametersOf = (layer: LayerPlan): number =>
  blocksOf(layer).reduce((sum, { rows, columns }) => sum + rows * columns, 0);

export const blocksOfNetwork = ({ context, outputs, start, layers }: NetworkPlan): readonly Block[] => [
  { rows: outputs, columns: context.width, start },
  ...layers.flatMap(blocksOf),
];

/** Linear in θ: logits Wx of the choices at a node described by x; θ starts at 0. */
export const logLinearPlan = ({ tree }: World): NetworkPlan => ({
  context: wholeContext(tree),
  outputs: tree.choices,
  start: constant(0),
  layers: [],
});

/** One or more layers of tanh units; weights start at N(0, .5²) from the input and N(0, .3²) further on, biases at 0. */
export const autoregressiveMlpPlan = ({ tree }: World, params: FieldValues): NetworkPlan => {
  const hidden = numberAt(params, 'hidden');
  const context = wholeContextWithBias(tree);
  const bias = context.width - 1;
  const fromInput = normal(0.5);
  const tanh = { kind: 'tanh', width: hidden } as const;
  const further = (outputs: number) => ({ kind: 'affine', inputs: hidden, outputs, start: normal(0.3) }) as const;
  const between = Array.from({ length: numberAt(params, 'layers') - 1 }, () => [tanh, further(hidden)]);
  return {
    context,
    outputs: hidden,
    start: (stream, unit, place) => (place === bias ? 0 : fromInput(stream, unit, place)),
    layers: [...between.flat(), tanh, further(tree.choices)],
  };
};

/**
 * Learned embeddings of prompt, position and latest word, then `layers` of attention and a feed-forward part, each
 * normalised before (2002.04745) and added to its input. Embeddings start at N(0, .3²), weights at N(0, .1²).
 */
export const transformerPlan = ({ tree }: World, params: FieldValues): NetworkPlan => {
  const width = numberAt(params, 'width');
  const heads = numberAt(params, 'heads');
  const hidden = numberAt(params, 'hidden');
  const start = normal(0.1);
  const affine = (inputs: number, outputs: number) => ({ kind: 'affine', inputs, outputs, start }) as const;
  const norm = { kind: 'norm', width } as const;
  const before = (...part: readonly LayerPlan[]): LayerPlan => ({ kind: 'residual', layers: [norm, ...part] });
  const layers = Array.from({ length: numberAt(params, 'layers') }, () => [
    before({ kind: 'attention', width, heads, size: Math.ceil(width / heads), start }),
    before(affine(width, hidden), { kind: 'silu', width: hidden }, affine(hidden, width)),
  ]);
  return {
    context: latestContext(tree),
    outputs: width,
    start: normal(0.3),
    layers: [...layers.flat(), norm, affine(width, tree.choices)],
  };
};
