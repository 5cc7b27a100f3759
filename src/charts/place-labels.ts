/** Finds places for labels near what they name, so that none covers another. */

import type { Plot } from './plot';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A label that would like the middle of its lower edge to be at (x, y). */
export interface WantedLabel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A label of this width, all of it within the plot wherever `x` is; `y` is its lower edge. */
export const labelWithin = (plot: Pick<Plot, 'left' | 'right'>, x: number, y: number, width: number): WantedLabel => ({
  x: Math.min(Math.max(x, plot.left + width / 2), plot.right - width / 2),
  y,
  width,
});

/** How far a label was moved from where it would like to be, in pixels. */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/** From one label to the next below it. */
export const labelHeight = 16;
/** Letters are less tall than their line: labels a little closer than that do not touch. */
const letterHeight = 13;

const sideways = [0, -0.55, 0.55, -1.1, 1.1] as const;
const rows = [0, -1, -2, -3, 1, -4, 2, -5, 3] as const;
/** What a pixel costs: names stay nearer to their peak when stacked upwards than when moved aside or into the curves. */
const price = { aside: 0.8, up: 1, down: 3 } as const;
/** A label keeps its place until another is better by this much, so that it does not jump to and fro. */
const loyalty = 12;

export const boxOf = ({ x, y, width }: WantedLabel, { dx, dy }: Shift): Box => ({
  left: x + dx - width / 2,
  top: y + dy - labelHeight,
  width,
  height: letterHeight,
});

export const overlap = (a: Box, b: Box): number => {
  const across = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const along = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return across > 0 && along > 0 ? across * along : 0;
};

const outside = (box: Box, bounds: Box): number => box.width * box.height - overlap(box, bounds);

/** The shift that brings a box inside, as far as it fits. */
const inward = (box: Box, bounds: Box): Shift => ({
  dx: Math.max(bounds.left - box.left, 0) || Math.min(bounds.left + bounds.width - box.left - box.width, 0),
  dy: Math.max(bounds.top - box.top, 0) || Math.min(bounds.top + bounds.height - box.top - box.height, 0),
});

/**
 * Shifts for labels in order of importance: the first gets the best place. `taken` is where no label should be,
 * `previous` the last answer. A label with no free place goes where it covers least.
 */
export const placeLabels = (
  labels: readonly WantedLabel[],
  taken: readonly Box[],
  bounds: Box,
  previous: readonly (Shift | undefined)[],
): readonly Shift[] => {
  const boxes = [...taken];
  return labels.map((label, i) => {
    const home = inward(boxOf(label, { dx: 0, dy: 0 }), bounds);
    const before = previous[i];
    let best: Shift = home;
    let least = Number.POSITIVE_INFINITY;
    for (const row of rows) {
      for (const side of sideways) {
        const shift = { dx: home.dx + side * label.width, dy: home.dy + row * labelHeight };
        const box = boxOf(label, shift);
        let cost = Math.abs(side * label.width) * price.aside;
        cost += Math.abs(row * labelHeight) * (row < 0 ? price.up : price.down);
        cost += outside(box, bounds) * 10;
        for (const other of boxes) cost += overlap(box, other) * 10;
        if (before !== undefined && Math.hypot(shift.dx - before.dx, shift.dy - before.dy) < 4) cost -= loyalty;
        if (cost >= least) continue;
        least = cost;
        best = shift;
      }
    }
    boxes.push(boxOf(label, best));
    return best;
  });
};
