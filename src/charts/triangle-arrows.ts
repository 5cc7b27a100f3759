/** Arrows: a vector field on a lattice of policies, and each arrow as a line with a head. */

import type { Point } from './box';
import { pathOf } from './path';
import type { Field } from './triangle-field';
import { latticeOf, type TrianglePlot } from './triangle-geometry';

export interface Arrow {
  readonly from: Point;
  readonly to: Point;
}

/** Pixels between arrows, and the length of the longest. */
const spacing = 27;
const longest = 17;
/** Below 1, so that slow places can still be seen; speeds differ by orders of magnitude. */
const compression = 0.35;
/** Slower than this share of the fastest counts as standing still. */
const still = 1e-9;

/** Arrows on a lattice; the length of each grows with the speed of the policy there, on a scale of this picture's own. */
export const arrowsOf = (field: Field, prompt: number, plot: TrianglePlot): readonly Arrow[] => {
  const moves = latticeOf(Math.floor((plot.right - plot.left) / spacing)).map((shares) => {
    // A change sums to zero, so that its place is a direction.
    const { x: dx, y: dy } = plot.at(field(prompt, shares));
    return { at: plot.at(shares), dx, dy };
  });
  const fastest = moves.reduce((most, { dx, dy }) => Math.max(most, Math.hypot(dx, dy)), 0);
  return moves.flatMap(({ at, dx, dy }) => {
    const speed = Math.hypot(dx, dy);
    if (!(speed > fastest * still)) return [];
    const half = (longest * (speed / fastest) ** compression) / 2;
    const [x, y] = [half * (dx / speed), half * (dy / speed)];
    return [{ from: { x: at.x - x, y: at.y - y }, to: { x: at.x + x, y: at.y + y } }];
  });
};

/** Pixels from the middle of a handle to an arrow's end. */
const clearance = 9;
/** Pixels below which two handles are at one place. */
const together = 1e-6;

/** The arrow from one handle to another, as far as they do not hide it; null where both are at one place. */
export const arrowBetween = (from: Point, to: Point): Arrow | null => {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < together) return null;
  const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const reach = Math.min(clearance, length / 3);
  return {
    from: { x: from.x + ux * reach, y: from.y + uy * reach },
    to: { x: to.x - ux * reach, y: to.y - uy * reach },
  };
};

const head = { length: 4.5, halfWidth: 2.4 } as const;

/** All arrows as one SVG path. */
export const arrowsPath = (arrows: readonly Arrow[]): string =>
  arrows
    .map(({ from, to }) => {
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const [ux, uy] = [(to.x - from.x) / length, (to.y - from.y) / length];
      const back = Math.min(head.length, length * 0.6);
      const side = (head.halfWidth * back) / head.length;
      const [bx, by] = [to.x - ux * back, to.y - uy * back];
      const barb = (turn: 1 | -1): Point => ({ x: bx - turn * uy * side, y: by + turn * ux * side });
      return pathOf([from, to]) + pathOf([barb(1), to, barb(-1)]);
    })
    .join('');
