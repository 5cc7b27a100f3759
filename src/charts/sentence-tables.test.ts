import { describe, expect, it } from 'vitest';
import { likeliest, massByLength, promptTables } from './sentence-tables';

const logs = (...probabilities: number[]): Float64Array => Float64Array.from(probabilities, Math.log);

describe('sentence tables', () => {
  it('takes the rows of one prompt, or none that do not fit', () => {
    const logPi = Float64Array.from({ length: 12 }, (_, i) => i);
    const { policies, offset } = promptTables(logPi, 2, 6, 3, 1);
    expect(policies.map((policy) => [...policy])).toEqual([
      [3, 4, 5],
      [9, 10, 11],
    ]);
    expect(offset).toBe(3);
    expect(promptTables(logPi, 3, 6, 3, 1).policies).toEqual([]);
    expect(promptTables(undefined, 2, 6, 3, 1).policies).toEqual([]);
  });

  it('lists what is likeliest under any policy', () => {
    const policies = [logs(0.5, 0.1, 0.2, 0.2), logs(0.1, 0.7, 0.05, 0.15)];
    expect(likeliest(policies, 3)).toEqual([1, 0, 2]);
    expect(likeliest([], 3)).toEqual([]);
  });

  it('adds up the probability of each length, mean over prompts', () => {
    const masses = massByLength(logs(1, 0, 0.25, 0.75), Float64Array.of(1, 3, 1, 3), 2);
    expect(masses).toEqual([0.625, 0, 0.375]);
  });
});
