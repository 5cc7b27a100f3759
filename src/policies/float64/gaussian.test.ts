/** Compiled bumps have the very bits of the plain ones, wherever they lie and however many places there are. */
import { expect, it } from 'vitest';
import { openRoom } from '../../math/simd-room';
import { Stream } from '../../math/stream';
import { bytesOfGaussians, compiledGaussians, gaussians, precisionOf } from './gaussian';

const stream = Stream.named(1, 'bumps');
const numbers = (count: number, size: number) => Float64Array.from({ length: count }, () => size * stream.normal());

it.each([1, 2, 3, 120, 121])('over %i places', (count) => {
  const x = numbers(count, 3);
  const size = 3 * count;
  const room = openRoom(2 * 8 * (size + 4) + bytesOfGaussians(x));
  if (room === null) throw new Error('there is no SIMD here');
  const [plain, compiled] = [gaussians(x), compiledGaussians(x, room)];
  const [logits, upstream] = [room.numbers(size), room.numbers(size)];
  for (const [mean, logWidth] of [
    [0, 0],
    [-2.3, 0.7],
    [1e5, -9],
    [Number.NaN, 0],
  ] as const) {
    const precision = precisionOf(logWidth);
    upstream.set(numbers(size, 1));
    logits.fill(7);
    const own = logits.slice();
    for (const start of [0, count]) {
      plain.logits(mean, precision, own, start);
      compiled.logits(mean, precision, logits, start);
      expect(logits).toEqual(own);
      for (const derivative of ['towardsMean', 'towardsLogWidth'] as const) {
        const found = compiled[derivative](mean, precision, upstream, start);
        expect(found).toBe(plain[derivative](mean, precision, upstream, start));
      }
    }
  }
});
