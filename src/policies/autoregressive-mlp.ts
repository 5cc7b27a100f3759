/** A small network that writes word by word: from the prompt and all the words so far to the next one. */
import { numberAt } from '../settings/fields';
import { tanh } from './activations';
import { normal } from './blocks';
import { contextLayer, wholeContextWithBias } from './context';
import { chain } from './layer';
import { affine } from './linear';
import { network } from './network';
import type { BuildPolicy } from './policy';

/** One or more layers of tanh units; weights start at N(0, .5²) from the input and N(0, .3²) further on, biases at 0. */
export const autoregressiveMlp: BuildPolicy = ({ tree }, params, init) => {
  const hidden = numberAt(params, 'hidden');
  const context = wholeContextWithBias(tree);
  const bias = context.width - 1;
  const fromInput = normal(0.5);
  const further = normal(0.3);
  const first = contextLayer(context, hidden, (stream, unit, place) =>
    place === bias ? 0 : fromInput(stream, unit, place),
  );
  const between = Array.from({ length: numberAt(params, 'layers') - 1 }, () => [tanh, affine(hidden, hidden, further)]);
  return network(first, chain([...between.flat(), tanh, affine(hidden, tree.choices, further)]), init);
};
