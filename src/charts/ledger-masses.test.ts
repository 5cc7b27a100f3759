/** Masses sum to one whatever is looked at, also where a pair is one response twice. */
import { describe, expect, it } from 'vitest';
import type { Masses } from '../math/pair-masses';
import { metricNames } from '../metrics';
import { Series } from '../state/series';
import { chosenShiftOf, fewer, massColumns, massCurve, partsOf } from './ledger-masses';

const dataMasses = [
  ['chosenMass', 0.5],
  ['bothMass', 0.125],
  ['rejectedMass', 0.25],
  ['otherMass', 0.125],
  ['chosenShift', -2],
] as const;

/** Two steps of one run that follows two pairs; the second is one response twice. */
const trained = (): Series => {
  const series = new Series();
  const width = metricNames.length;
  const metrics = new Float64Array(2 * width).fill(Number.NaN);
  for (const [name, value] of dataMasses) {
    const column = metricNames.indexOf(name);
    metrics[column] = value;
    metrics[width + column] = value;
  }
  const probabilities = [0.5, 0.3, 0.2, 0.2, 0.1, 0.7, 0.4, 0.4];
  series.append({
    type: 'frame',
    epoch: 0,
    steps: Int32Array.of(0, 10),
    metrics,
    logPi: new Float64Array(20),
    pairLogPi: Float64Array.from(probabilities, Math.log),
    frozen: [null],
    stepsPerSecond: 0,
    done: false,
  });
  return series;
};

const sum = ({ chosen, both, rejected, elsewhere }: Masses): number => chosen + both + rejected + elsewhere;
const first = { place: 0, isOne: false };
const second = { place: 1, isOne: true };

describe('ledger', () => {
  it.each([
    { pair: null, last: { chosen: 0.5, both: 0.125, rejected: 0.25, elsewhere: 0.125 } },
    { pair: first, last: { chosen: 0.1, both: 0, rejected: 0.7, elsewhere: 0.2 } },
    { pair: second, last: { chosen: 0, both: 0.4, rejected: 0, elsewhere: 0.6 } },
  ])('gives masses that sum to one: $last', ({ pair, last }) => {
    const { steps, masses } = massCurve(trained(), 0, pair);
    expect(steps).toEqual([0, 10]);
    for (const mass of masses) expect(sum(mass)).toBeCloseTo(1, 12);
    for (const part of partsOf(pair)) expect(masses.at(-1)?.[part]).toBeCloseTo(last[part], 12);
  });

  it('knows how far the chosen response has fallen', () => {
    expect(chosenShiftOf(trained(), 0, null)).toBe(-2);
    expect(chosenShiftOf(trained(), 0, first)).toBeCloseTo(Math.log(0.1 / 0.5));
    expect(chosenShiftOf(new Series(), 0, first)).toBeNaN();
  });

  it('names a column for each part that can hold anything', () => {
    const names = massColumns(trained(), [{ name: 'DPO' }], second).map(({ name }) => name);
    expect(names).toEqual(['DPO: both', 'DPO: elsewhere']);
    const [chosen] = massColumns(trained(), [{ name: 'DPO' }], null);
    expect([...(chosen?.values ?? [])]).toEqual([
      [0, 0.5],
      [10, 0.5],
    ]);
  });

  it('draws at most 80 points, with both ends', () => {
    const masses: Masses = { chosen: 1, both: 0, rejected: 0, elsewhere: 0 };
    for (const length of [1, 79, 80, 81, 1000]) {
      const curve = fewer({ steps: Array.from({ length }, (_, i) => i), masses: Array(length).fill(masses) });
      expect(curve.steps.length).toBeLessThanOrEqual(80);
      expect([curve.steps[0], curve.steps.at(-1)]).toEqual([0, length - 1]);
      expect(curve.masses).toHaveLength(curve.steps.length);
    }
  });
});
