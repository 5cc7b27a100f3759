import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from './box';
import {
  divergence,
  dot,
  klContours,
  latticeOf,
  pathThrough,
  regionAbove,
  type Shares,
  trianglePlotOf,
} from './triangle-geometry';

const triples = (min: number, max: number) => {
  const number = fc.double({ min, max, noNaN: true });
  return fc.tuple(number, number, number);
};
const shares = triples(0.02, 1).map(([p, q, s]): Shares => [p / (p + q + s), q / (p + q + s), s / (p + q + s)]);
const values = triples(-3, 3);
const logsOf = ([p, q, s]: Shares): Shares => [Math.log(p), Math.log(q), Math.log(s)];

describe('the triangle', () => {
  it('is equilateral, fits a narrow page and has its centre where all answers are alike', () => {
    const { corners, at, width, right } = trianglePlotOf(358);
    const [a, b, c] = corners;
    const side = b.x - a.x;
    expect(right).toBeLessThanOrEqual(width);
    expect(Math.hypot(c.x - a.x, c.y - a.y)).toBeCloseTo(side, 0);
    expect(at([0, 1, 0])).toEqual(b);
    expect(at([1 / 3, 1 / 3, 1 / 3]).x).toBeCloseTo(179, 6);
    expect(at([1 / 3, 1 / 3, 1 / 3]).y).toBeCloseTo((2 * a.y + c.y) / 3, 6);
  });
});

describe('regions of reward', () => {
  it('hold exactly the policies whose expected value is high enough', () => {
    fc.assert(
      fc.property(values, fc.double({ min: -3, max: 3, noNaN: true }), (v, level) => {
        const region = regionAbove(v, level);
        const best = Math.max(...v);
        expect(region.length > 0).toBe(best >= level);
        for (const corner of region) expect(dot(v, corner)).toBeGreaterThanOrEqual(level - 1e-9);
        if (Math.min(...v) >= level) expect(region).toHaveLength(3);
      }),
    );
  });

  it('end on the level', () => {
    expect(regionAbove([1, -1, 0], 0.5)).toEqual([
      [1, 0, 0],
      [0.75, 0.25, 0],
      [0.5, 0, 0.5],
    ]);
  });
});

describe('KL contours', () => {
  it('lie at their KL, whatever the reference', () => {
    fc.assert(
      fc.property(shares, fc.double({ min: 0.001, max: 3, noNaN: true }), (reference, kl) => {
        for (const line of klContours(reference, kl)) {
          for (const policy of line) {
            expect(divergence(policy, reference)).toBeCloseTo(kl, 6);
            expect(Math.min(...policy)).toBeGreaterThanOrEqual(0);
            expect(policy[0] + policy[1] + policy[2]).toBeCloseTo(1, 9);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('close while they fit, break at the edges, and end where no policy is that far', () => {
    const reference: Shares = [0.45, 0.45, 0.1];
    const [closed, ...none] = klContours(reference, 0.02);
    expect(none).toEqual([]);
    expect(closed?.[0]?.[0]).toBeCloseTo(closed?.at(-1)?.[0] ?? 0, 9);
    // KL is −log .9 where Yes is never given, so this ball leaves the triangle there.
    const open = klContours(reference, 0.2);
    expect(open.length).toBeGreaterThan(0);
    const ends = open.flatMap((line) => [line[0], line.at(-1)]).map((end) => Math.min(...(end ?? [1])));
    expect(ends.filter((least) => least < 1e-9).length).toBeGreaterThan(0);
    expect(klContours(reference, -Math.log(0.1) + 0.01)).toEqual([]);
  });
});

describe('the lattice', () => {
  it('is inside the triangle and even', () => {
    const points = latticeOf(9);
    expect(points).toHaveLength(45);
    for (const point of points) expect(Math.min(...point)).toBeGreaterThan(0.04);
  });
});

describe('paths', () => {
  const plot = trianglePlotOf(400);
  const expectAt = (point: Point | undefined, policy: Shares) => {
    expect(point?.x).toBeCloseTo(plot.at(policy).x, 6);
    expect(point?.y).toBeCloseTo(plot.at(policy).y, 6);
  };

  it('bend as logits that change evenly do', () => {
    const [from, to] = [logsOf([0.45, 0.45, 0.1]), logsOf([0.0045, 0.00002, 0.99548])];
    const path = pathThrough([from, to], plot);
    expect(path.length).toBeGreaterThan(10);
    expectAt(path[0], [0.45, 0.45, 0.1]);
    const chord = plot.at([0.227, 0.225, 0.548]);
    expect(Math.min(...path.map(({ x, y }) => Math.hypot(x - chord.x, y - chord.y)))).toBeGreaterThan(10);
  });

  it('leave out what cannot be told apart, but never the end', () => {
    const steps = Array.from({ length: 2000 }, (_, i) => logsOf([0.3 + i * 1e-5, 0.3, 0.4 - i * 1e-5]));
    const path = pathThrough(steps, plot);
    expect(path.length).toBeLessThan(20);
    expectAt(path.at(-1), [0.3 + 1999e-5, 0.3, 0.4 - 1999e-5]);
  });
});
