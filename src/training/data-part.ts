/** A part of the data set that all runs share: the pairs of one of several blocks of about the same size. */
import { numberAt } from '../settings/fields';
import type { MakeOwnData } from './own-data';
import { rowsOf, Sampler } from './sampler';

export const part: MakeOwnData = (params, world, experiment, state) => {
  const of = numberAt(params, 'of');
  const number = Math.min(numberAt(params, 'number'), of);
  return new Sampler(world, experiment, state, (shared) => {
    const endOf = (block: number): number => Math.floor((block * shared.size) / of);
    // Where there are fewer pairs than parts, some share one.
    const first = Math.min(endOf(number - 1), shared.size - 1);
    const length = Math.max(endOf(number) - first, 1);
    return rowsOf(
      shared,
      Int32Array.from({ length }, (_, i) => first + i),
    );
  });
};
