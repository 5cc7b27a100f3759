import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../settings/fields';
import { cliff } from './cliff';
import { landscapeOf } from './peaks';
import { twoPeaks } from './two-peaks';

const world = twoPeaks.build(defaultsOf(twoPeaks.fields));
const named = (responses: Iterable<number>) => Array.from(responses, (i) => world.responses[i]);

describe('landscapeOf', () => {
  it('finds both peaks, each down to half its height, and the valley between them', () => {
    const { peaks, valleys } = landscapeOf(world.reward);
    expect(named(peaks.map(({ top }) => top))).toEqual(['-2.5', '2.5']);
    expect(peaks.map(({ responses }) => named(responses)).map((names) => [names[0], names.at(-1)])).toEqual([
      ['-3.3', '-1.7'],
      ['1.7', '3.3'],
    ]);
    expect([world.responses[valleys[0] ?? 0], world.responses[valleys.at(-1) ?? 0]]).toEqual(['-1.6', '1.6']);
    expect(valleys).toHaveLength(33);
  });

  it('takes the edge of a cliff for a peak, and no end of the line', () => {
    const { reward, responses } = cliff.build(defaultsOf(cliff.fields));
    const { peaks, valleys } = landscapeOf(reward);
    expect(peaks.map(({ top }) => responses[top])).toEqual(['1.5']);
    expect(valleys).toHaveLength(0);
    expect(landscapeOf(Float64Array.of(3, 2, 1)).peaks).toEqual([]);
  });

  it('passes over ripples', () => {
    const { peaks } = landscapeOf(Float64Array.of(0, 5, 4.8, 4.9, 0, 1, 0));
    expect(peaks.map(({ top }) => top)).toEqual([1, 5]);
    expect(peaks[0]?.responses).toEqual(Int32Array.of(1, 2, 3));
  });

  it('counts a top that is flat once', () => {
    expect(landscapeOf(Float64Array.of(0, 2, 2, 0)).peaks.map(({ top }) => top)).toEqual([1]);
  });
});
