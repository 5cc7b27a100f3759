/** Root mean square normalisation for one run. */
import { normEpsilon } from '../network-plan';
import type { RowLayer, Site } from './layer';
import { type Port, portOf } from './room';

export const norm = (input: Port, { room, most, theta, gradient }: Site): RowLayer => {
  const { width } = input;
  const output = portOf(room, most, width);
  const places = { x: input.value, gain: theta, scales: room.numbers(most) };
  return {
    output,
    forward: (kernels, count) => kernels.norm(places, output.value, count, width, normEpsilon),
    back: (kernels, count) => kernels.normBack(places, output.gradient, input.gradient, gradient, count, width),
  };
};
