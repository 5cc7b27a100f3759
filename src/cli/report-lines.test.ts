import { describe, expect, it } from 'vitest';
import { type Metrics, metricNames } from '../metrics';
import { csvHeader, csvLine, jsonLine } from './report-lines';

const metrics: Metrics = {
  ...(Object.fromEntries(metricNames.map((name) => [name, Number.NaN])) as Metrics),
  loss: 0.25,
  gap: Number.POSITIVE_INFINITY,
};
const line = { step: 100, run: 2, objective: 'dpo', metrics };

describe('report lines', () => {
  it('writes JSON with the metrics that apply', () => {
    expect(jsonLine(line)).toBe('{"step":100,"run":2,"objective":"dpo","metrics":{"loss":0.25,"gap":null}}');
  });

  it('writes comma-separated values under the header', () => {
    const names = csvHeader.split(',');
    const values = csvLine(line).split(',');
    expect(values).toHaveLength(names.length);
    expect(values.slice(0, 4)).toEqual(['100', '2', 'dpo', '0.25']);
    expect(values[names.indexOf('gap')]).toBe('');
    expect(values[names.indexOf('margin')]).toBe('');
  });
});
