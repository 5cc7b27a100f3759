/** x W + b for one run. */
import type { LayerPlan } from '../network-plan';
import type { RowLayer, Site } from './layer';
import { type Port, portOf } from './room';

/** y = x W, without a bias: W [inputs, outputs] begins at `theta`, its gradient at `gradient`. */
export const linear = (input: Port, outputs: number, { room, most, theta, gradient }: Site): RowLayer => {
  const inputs = input.width;
  const output = portOf(room, most, outputs);
  room.factor(inputs, outputs);
  room.factor(outputs, inputs);
  room.factor(most, outputs);
  const byRow = (at: number, columns: number) => ({ at, row: columns, column: 1 });
  const transposed = (at: number, columns: number) => ({ at, row: 1, column: columns });
  return {
    output,
    forward: ({ product }, count) =>
      product(byRow(input.value, inputs), byRow(theta, outputs), output.value, count, inputs, outputs),
    back: ({ product }, count) => {
      const towards = byRow(output.gradient, outputs);
      product(transposed(input.value, inputs), towards, gradient, inputs, count, outputs);
      product(towards, transposed(theta, outputs), input.gradient, count, outputs, inputs);
    },
  };
};

/** W, then b [outputs]. */
export const affine = (input: Port, { inputs, outputs }: LayerPlan & { kind: 'affine' }, site: Site): RowLayer => {
  const { output, forward, back } = linear(input, outputs, site);
  const bias = inputs * outputs;
  return {
    output,
    forward: (kernels, count) => {
      forward(kernels, count);
      kernels.addToEach(site.theta + bias, output.value, count, outputs);
    },
    back: (kernels, count) => {
      back(kernels, count);
      kernels.sumOfAll(output.gradient, site.gradient + bias, count, outputs);
    },
  };
};
