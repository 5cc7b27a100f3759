/** The curve is fitted to the whole training, and drawn only where it explains it. */
import { describe, expect, it } from 'vitest';
import { metricNames } from '../metrics';
import { Series } from '../state/series';
import { fitPath, fitsOf, isShown, peakOf } from './fits';
import { planePlotOf } from './plane-geometry';

const origin = 0.25;

/** One run at these distances, a step each, with this gain. */
const seriesWith = (distances: readonly number[], gain: (distance: number) => number): Series => {
  const series = new Series();
  const width = metricNames.length;
  const metrics = new Float64Array(distances.length * width).fill(Number.NaN);
  distances.forEach((distance, i) => {
    metrics[i * width + metricNames.indexOf('kl')] = distance ** 2;
    metrics[i * width + metricNames.indexOf('reward')] = origin + gain(distance);
  });
  series.append({
    type: 'frame',
    epoch: 0,
    steps: Int32Array.from(distances, (_, i) => i),
    metrics,
    logPi: new Float64Array(20),
    pairLogPi: new Float64Array(),
    frozen: [null],
    stepsPerSecond: 0,
    done: false,
  });
  return series;
};

const distances = Array.from({ length: 200 }, (_, i) => i / 100);
const hump = (distance: number): number => (distance === 0 ? 0 : distance * (1.5 - Math.log(distance)));
const zigzag = (distance: number): number => Math.round(distance * 100) % 2;
const plot = planePlotOf(400, { kl: 2, reward: [0, 2] });

describe('fits', () => {
  it('finds the curve that a run follows, and its peak', () => {
    const [fit = null] = fitsOf(seriesWith(distances, hump), 1, origin);
    expect(fit?.alpha).toBeCloseTo(1.5);
    expect(fit?.farthest).toBeCloseTo(1.99);
    expect(fit?.peak?.distance).toBeCloseTo(Math.exp(0.5));
    expect(isShown(fit)).toBe(true);
    expect(fitPath(fit, plot).split('L')).toHaveLength(61);
  });

  it('measures from where the run starts, which need not be the reference', () => {
    const [aside, below] = [0.7, -0.3];
    const moved = distances.map((distance) => aside + distance);
    const [fit = null] = fitsOf(
      seriesWith(moved, (distance) => below + hump(distance - aside)),
      1,
      origin,
    );
    expect(fit?.alpha).toBeCloseTo(1.5);
    expect(fit?.rSquared).toBeCloseTo(1);
    expect(fit?.farthest).toBeCloseTo(2.69);
    const peak = fit && peakOf(fit);
    expect(peak?.kl).toBeCloseTo(aside + Math.exp(0.5));
    expect(peak?.reward).toBeCloseTo(below + hump(Math.exp(0.5)));
    const [first = ''] = fitPath(fit, plot).split('L');
    expect(first).toBe(`M${plot.x(aside).toFixed(1).replace('.0', '')},${plot.y(below).toFixed(1).replace('.0', '')}`);
  });

  it('says nothing of a run that only comes nearer to the reference than it started', () => {
    const nearer = distances.map((distance) => 2 - distance);
    expect(fitsOf(seriesWith(nearer, hump), 1, origin)).toEqual([null]);
  });

  it('draws none through what it does not explain', () => {
    const [fit = null] = fitsOf(seriesWith(distances, zigzag), 1, origin);
    expect(fit?.rSquared).toBeLessThan(0.8);
    expect(fitPath(fit, plot)).toBe('');
  });

  it('waits until there is enough', () => {
    expect(fitsOf(seriesWith(distances.slice(0, 5), hump), 1, origin)).toEqual([null]);
    expect(fitsOf(new Series(), 1, origin)).toEqual([null]);
  });
});
