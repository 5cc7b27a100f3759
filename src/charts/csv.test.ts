/** The file holds every number in full, quotes names, and leaves gaps empty. */
import { describe, expect, it } from 'vitest';
import { metricNames } from '../metrics';
import { Series } from '../state/series';
import { columnsOf, csvOf, rowsOf } from './csv';

const runs = [{ name: 'DPO, β = 1' }, { name: 'the "exact" one' }];

const trained = (): Series => {
  const series = new Series();
  const width = metricNames.length;
  const metrics = new Float64Array(2 * 2 * width).fill(Number.NaN);
  const reward = metricNames.indexOf('reward');
  metrics[reward] = 1 / 3;
  metrics[2 * width + reward] = 0.5;
  metrics[3 * width + reward] = -2e-9;
  series.append({
    type: 'frame',
    epoch: 0,
    steps: Int32Array.of(0, 25),
    metrics,
    logPi: new Float64Array(),
    pairLogPi: new Float64Array(),
    frozen: [null, null],
    stepsPerSecond: 0,
    done: false,
  });
  return series;
};

describe('csv', () => {
  it('writes a header, one line a step, and empty fields where a run has no value', () => {
    const series = trained();
    expect(csvOf(series.steps, columnsOf(series, 'reward', runs))).toBe(
      `\uFEFFstep,"DPO, β = 1","the ""exact"" one"\r\n0,${1 / 3},\r\n25,0.5,-2e-9\r\n`,
    );
  });

  it('thins rows evenly and keeps both ends', () => {
    const steps = Array.from({ length: 1001 }, (_, i) => i);
    const rows = rowsOf(steps, 60);
    expect(rows).toHaveLength(60);
    expect([rows[0], rows.at(-1)]).toEqual([0, 1000]);
    expect(rowsOf([1, 2], 60)).toEqual([1, 2]);
  });
});
