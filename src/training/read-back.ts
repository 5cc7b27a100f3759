/** Reading several tensors with one transfer: on a GPU each transfer is a round trip. */
import { cast, concat, reshape, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** The tensors `parts` makes, each as a flat array. */
export const readBack = async (parts: () => readonly Tensor[]): Promise<readonly Float32Array[]> => {
  const lengths: number[] = [];
  const packed = tidy(() => {
    const tensors = parts();
    lengths.push(...tensors.map(({ size }) => size));
    return concat(
      tensors.map((part) => cast(reshape(part, [-1]), 'float32')),
      0,
    );
  });
  const data = await packed.data<'float32'>();
  packed.dispose();
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return data.slice(end - length, end);
  });
};
