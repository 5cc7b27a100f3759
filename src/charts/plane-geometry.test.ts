/** Ranges hold what is drawn, the frontier is read between its points, and trails keep their ends. */
import { describe, expect, it } from 'vitest';
import { beyondPath, frontierIn, piecesOf, planePlotOf, rangeOf, rewardAt, trailOf } from './plane-geometry';

const frontier = [
  { kl: 0, reward: 1 },
  { kl: 1, reward: 2 },
  { kl: 2, reward: 2.5 },
];
const optimum = { kl: 0.6, reward: 1.6 };
const curve = (length: number, of: (i: number) => number) => ({
  steps: Array.from({ length }, (_, i) => i),
  values: Array.from({ length }, (_, i) => of(i)),
});

describe('plane geometry', () => {
  it('reads the frontier between and beyond its points', () => {
    expect(rewardAt(frontier, 0.5)).toBe(1.5);
    expect(rewardAt(frontier, 0)).toBe(1);
    expect(rewardAt(frontier, 9)).toBe(2.5);
  });

  it('pairs KL and reward by step, and keeps first and last', () => {
    const trail = trailOf(
      curve(1001, (i) => i / 1000),
      curve(1001, (i) => -i),
    );
    expect(trail.length).toBeLessThanOrEqual(122);
    expect(trail[0]).toEqual({ kl: 0, reward: -0 });
    expect(trail.at(-1)).toEqual({ kl: 1, reward: -1000 });
    expect(
      trailOf(
        curve(3, (i) => i),
        { steps: [1], values: [7] },
      ),
    ).toEqual([{ kl: 1, reward: 7 }]);
  });

  it('holds runs, the optimum and the frontier over them', () => {
    const { kl, reward } = rangeOf(frontier, optimum, [[{ kl: 3, reward: -0.7 }]]);
    expect(kl).toBeGreaterThanOrEqual(3.3);
    expect(reward[0]).toBeLessThanOrEqual(-0.7);
    expect(reward[1]).toBeGreaterThan(2.5);
  });

  it('draws the frontier to the right edge and closes what is beyond it', () => {
    const range = { kl: 4, reward: [0, 3] } as const;
    const plot = planePlotOf(400, range);
    const border = frontierIn(frontier, range);
    expect([border[0]?.kl, border.at(-1)]).toEqual([0, { kl: 4, reward: 2.5 }]);
    const area = beyondPath(border, plot);
    expect(area.startsWith(`M${plot.left},${Math.round(plot.y(1) * 10) / 10}L`)).toBe(true);
    expect(area).toContain(`L${plot.right},${plot.top}L`);
    expect(area.endsWith(`L${plot.left},${plot.top}Z`)).toBe(true);
  });

  it('cuts a trail into joined pieces', () => {
    const trail = Array.from({ length: 11 }, (_, i) => ({ kl: i, reward: i }));
    const pieces = piecesOf(trail, 5);
    expect(pieces.map((piece) => [piece[0]?.kl, piece.at(-1)?.kl])).toEqual([
      [0, 2],
      [2, 4],
      [4, 6],
      [6, 8],
      [8, 10],
    ]);
    expect(piecesOf(trail.slice(0, 1), 5).flat()).toEqual([]);
  });
});
