/** Decimation keeps ends and extremes, stays under its limit and does not shimmer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate, pointsOf } from './decimate';

const curveOf = (values: readonly number[], stride = 1) => ({ steps: values.map((_, i) => i * stride), values });
const noise = (length: number) => Array.from({ length }, (_, i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);

describe('decimate', () => {
  it('leaves short curves alone', () => {
    const curve = curveOf([3, 1, 2]);
    expect(decimate(curve, 80)).toEqual(pointsOf(curve));
  });

  it('keeps both ends, the global extremes and ascending steps, within the limit', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), value), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 8, max: 80 }),
        (increments, most) => {
          let step = 0;
          const steps = increments.map(([by]) => (step += by));
          const values = increments.map(([, v]) => v);
          const kept = decimate({ steps, values }, most);
          const keptValues = kept.map((point) => point.value);
          expect(kept.length).toBeLessThanOrEqual(Math.max(most, 1));
          expect(kept[0]).toEqual({ step: steps[0], value: values[0] });
          expect(kept.at(-1)).toEqual({ step: steps.at(-1), value: values.at(-1) });
          expect(Math.min(...keptValues)).toBe(Math.min(...values));
          expect(Math.max(...keptValues)).toBe(Math.max(...values));
          expect(kept.every(({ step: now }, i) => i === 0 || now > (kept[i - 1]?.step ?? 0))).toBe(true);
        },
      ),
    );
  });

  it('does not move old points when a few new ones arrive', () => {
    const values = noise(1100);
    const before = decimate(curveOf(values.slice(0, 1050)), 80).slice(0, 40);
    const after = decimate(curveOf(values), 80).slice(0, 40);
    expect(after).toEqual(before);
  });
});
