import { describe, expect, it } from 'vitest';
import { exploitability } from '../math/game';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { cycle } from './cycle';

const withParams = (params: FieldValues = {}) => cycle.build({ ...defaultsOf(cycle.fields), ...params });

describe('cycle', () => {
  it('is the scenario’s', () => {
    const { preference, logRef, geometry } = withParams();
    expect(preference?.slice(0, 3).map((row) => row.slice(0, 3).map((wins) => Number(wins.toFixed(9))))).toEqual([
      [0.5, 0.9, 0.2],
      [0.1, 0.5, 0.7],
      [0.8, 0.3, 0.5],
    ]);
    expect(preference?.[1]?.slice(3)).toEqual([0.7, 0.8, 0.9]);
    expect(preference?.[3]?.slice(4)).toEqual([0.8, 0.8]);
    expect(exploitability(preference ?? [], logRef.map(Math.exp))).toBeCloseTo(0.23, 12);
    [2 / 9, 3 / 9, 4 / 9, 0, 0, 0].forEach((share, i) => {
      expect(geometry.equilibrium[i]).toBeCloseTo(share, 12);
    });
  });

  it('has a preference of each pair one way or the other', () => {
    const { preference } = withParams({ briefOverWitty: 0.3 });
    preference?.forEach((row, i) => {
      row.forEach((wins, j) => {
        expect(wins + (preference[j]?.[i] ?? 0)).toBeCloseTo(1, 12);
      });
    });
  });

  it('is won by one answer where the circle is broken', () => {
    expect([...withParams({ briefOverWitty: 0.3 }).geometry.equilibrium]).toEqual([1, 0, 0, 0, 0, 0]);
  });
});
