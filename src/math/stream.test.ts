import { describe, expect, it } from 'vitest';
import { Stream } from './stream';

const draws = (stream: Stream, count: number): number[] => Array.from({ length: count }, () => stream.uniform());

describe('Stream', () => {
  it('repeats under the same seed and name', () => {
    expect(draws(Stream.named(7, 'data'), 20)).toEqual(draws(Stream.named(7, 'data'), 20));
  });

  it('differs between names and between seeds', () => {
    const first = draws(Stream.named(7, 'data'), 5);
    expect(draws(Stream.named(7, 'batch'), 5)).not.toEqual(first);
    expect(draws(Stream.named(8, 'data'), 5)).not.toEqual(first);
  });

  it('goes on from a saved state', () => {
    const stream = Stream.named(1, 'batch');
    draws(stream, 100);
    const copy = new Stream(stream.state);
    expect(draws(copy, 50)).toEqual(draws(stream, 50));
  });

  it('is uniform: each of 16 bins within five standard deviations of its share', () => {
    const stream = Stream.named(3, 'test');
    const count = 160_000;
    const bins = new Array<number>(16).fill(0);
    for (let i = 0; i < count; i++) {
      const bin = stream.integer(16);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const deviation = Math.sqrt((count / 16) * (15 / 16));
    for (const bin of bins) expect(Math.abs(bin - count / 16)).toBeLessThan(5 * deviation);
  });

  it('has no correlation between neighbours', () => {
    const values = draws(Stream.named(11, 'test'), 100_000);
    const product = values.slice(1).reduce((sum, x, i) => sum + (x - 0.5) * ((values[i] ?? 0) - 0.5), 0);
    expect(Math.abs((product / values.length) * 12)).toBeLessThan(5 / Math.sqrt(values.length));
  });

  it('is standard normal: mean, variance and share beyond two deviations', () => {
    const stream = Stream.named(5, 'test');
    const count = 100_000;
    const values = Array.from({ length: count }, () => stream.normal());
    const sum = (terms: readonly number[]): number => terms.reduce((total, x) => total + x, 0);
    expect(Math.abs(sum(values))).toBeLessThan(5 * Math.sqrt(count));
    expect(Math.abs(sum(values.map((x) => x * x - 1)))).toBeLessThan(5 * Math.sqrt(2 * count));
    const beyond = 0.0455;
    const deviation = Math.sqrt(count * beyond * (1 - beyond));
    expect(Math.abs(values.filter((x) => Math.abs(x) > 2).length - count * beyond)).toBeLessThan(5 * deviation);
  });
});
