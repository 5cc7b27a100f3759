/** Expressions evaluated by the tensor program on the current backend: what float64 evaluation is held against. */
import { broadcastTo, type Tensor, tensor } from '@tensorflow/tfjs-core';
import type { Float64Inputs } from '../expression/float64';
import type { Expression } from '../expression/node';
import { compile } from '../expression/program';
import { TensorProgram } from '../expression/tensor';
import { readBack } from './read-back';

/** A symbol for one run: numbers on the batch level, arrays over rows, or over rows · groupSize. */
const onDevice = (value: number | Float64Array, { rows, groupSize }: Float64Inputs): Tensor => {
  const paired = groupSize === 1;
  if (typeof value === 'number') return tensor([value], paired ? [1, 1] : [1, 1, 1]);
  const data = Float32Array.from(value);
  if (paired) return tensor(data, [1, rows]);
  return tensor(data, value.length === rows ? [1, rows, 1] : [1, rows, groupSize]);
};

/** Values of `expressions` in float32, each spread to one number a row, or one an element where it has elements. */
export const evaluateOnDevice = async (
  expressions: readonly Expression[],
  inputs: Float64Inputs,
): Promise<readonly Float64Array[]> => {
  const { rows, groupSize } = inputs;
  const program = new TensorProgram(compile(expressions));
  try {
    const values = await readBack(() => {
      const symbols = new Map(Object.entries(inputs.symbols).map(([name, value]) => [name, onDevice(value, inputs)]));
      return program.run(symbols, groupSize).map((value) => {
        const elements = (value.shape[2] ?? 1) > 1 ? groupSize : 1;
        return broadcastTo(value, groupSize === 1 ? [1, rows] : [1, rows, elements]);
      });
    });
    return values.map((value) => Float64Array.from(value));
  } finally {
    program.dispose();
  }
};
