import { describe, expect, it } from 'vitest';
import { rootBetween } from './root';

describe('a root', () => {
  it.each([
    { name: 'x³ − 2', f: (x: number) => x ** 3 - 2, root: Math.cbrt(2) },
    { name: 'e^{4x − 4} − 1, flat at one end', f: (x: number) => Math.exp(4 * (x - 1)) - 1, root: 1 },
    { name: 'a falling line', f: (x: number) => 0.25 - x, root: 0.25 },
  ])('of $name is found in few values', async ({ f, root }) => {
    let asked = 0;
    const found = await rootBetween(
      async (x) => {
        asked += 1;
        return f(x);
      },
      [-2, 2],
      1e-9,
    );
    expect(found).toBeCloseTo(root, 8);
    expect(asked).toBeLessThanOrEqual(20);
  });

  it('that is beyond an end is told by that end', async () => {
    expect(await rootBetween(async (x) => x + 3, [-2, 2], 1e-9)).toBe(-2);
    expect(await rootBetween(async (x) => x - 3, [-2, 2], 1e-9)).toBe(2);
  });

  it('is not looked for any further once there is no value', async () => {
    let asked = 0;
    const stopsAt = (most: number) => async (x: number) => (++asked < most ? x ** 3 - 2 : Number.NaN);
    for (const most of [1, 2, 4]) {
      asked = 0;
      expect(await rootBetween(stopsAt(most), [-2, 2], 1e-9)).toBeNull();
      expect(asked).toBe(most);
    }
  });
});
