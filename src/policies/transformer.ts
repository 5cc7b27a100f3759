/** A causal transformer over the words so far, one node of the tree a position. */
import { numberAt } from '../settings/fields';
import { silu } from './activations';
import { attention } from './attention';
import { normal } from './blocks';
import { contextLayer, latestContext } from './context';
import { chain, type Layer, residual } from './layer';
import { affine } from './linear';
import { network } from './network';
import type { BuildPolicy } from './policy';
import { rootMeanSquareNorm } from './root-mean-square-norm';

/**
 * Learned embeddings of prompt, position and latest word, then `layers` of attention and a feed-forward part, each
 * normalised before (2002.04745) and added to its input. Embeddings start at N(0, .3²), weights at N(0, .1²).
 */
export const transformer: BuildPolicy = ({ tree }, params, init) => {
  const width = numberAt(params, 'width');
  const heads = numberAt(params, 'heads');
  const hidden = numberAt(params, 'hidden');
  const sizes = { heads, size: Math.ceil(width / heads) };
  const weights = normal(0.1);
  const before = (part: readonly Layer[]): Layer => residual(chain([rootMeanSquareNorm(width), ...part]));
  const layers = Array.from({ length: numberAt(params, 'layers') }, () => [
    before([attention(tree, width, sizes, weights)]),
    before([affine(width, hidden, weights), silu, affine(hidden, width, weights)]),
  ]);
  const end = [rootMeanSquareNorm(width), affine(width, tree.choices, weights)];
  return network(contextLayer(latestContext(tree), width, normal(0.3)), chain([...layers.flat(), ...end]), init);
};
