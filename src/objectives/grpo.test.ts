import { expect, it } from 'vitest';
import { evaluate } from '../expression/float64';
import { grpo } from './grpo';
import { formOf, numbersAtStart } from './index';

it('GRPO on one group is its formula', () => {
  const [logPi, logOld, logRef, r] = [
    [-1.2, -0.4, -3, -2.1],
    [-1, -1.1, -2.9, -2.6],
    [-2, -0.9, -1.5, -2.2],
    [0.5, -1, 2, 0.3],
  ].map((values) => Float64Array.from(values)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const at = (values: Float64Array, i: number): number => values[i] ?? Number.NaN;
  const params = { beta: 0.4, clip: 0.2, scale: 'group' };
  const [found] = evaluate([formOf(grpo, params).loss], {
    rows: 1,
    groupSize: r.length,
    symbols: { ...numbersAtStart(grpo, params), logPi, logOld, logRef, r },
  });
  const mean = r.reduce((sum, value) => sum + value, 0) / r.length;
  const spread = Math.sqrt(r.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (r.length - 1));
  const losses = r.map((value, i) => {
    const advantage = (value - mean) / (spread + 1e-4);
    const ratio = Math.exp(at(logPi, i) - at(logOld, i));
    const held = Math.min(Math.max(ratio, 0.8), 1.2);
    const d = at(logPi, i) - at(logRef, i);
    return Math.max(-advantage * ratio, -advantage * held) + 0.4 * (Math.exp(-d) - 1 + d);
  });
  const wanted = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  expect(found instanceof Float64Array ? found[0] : found).toBeCloseTo(wanted, 12);
});
