/** Draws the runs into the plane of reward against KL: fading tails, heads and their names, straight into the SVG. */
import type { Point } from './box';
import { moveTo, put, show } from './pixels';
import { type Box, labelHeight, placeLabels, type Shift } from './place-labels';
import { type PlanePoint, piecesOf, trailPath } from './plane-geometry';
import type { Plot } from './plot';

/** How visible each piece of a tail is, oldest first. */
export const fading = [0.12, 0.25, 0.4, 0.65, 1] as const;

export interface PlaneScene {
  readonly plot: Plot;
  readonly trails: readonly (readonly PlanePoint[])[];
  readonly optimum: PlanePoint;
  /** Widths in pixels of the names of the runs, and of π* last. */
  readonly labelWidths: readonly number[];
  /** Where fixed text stands. */
  readonly taken: readonly Box[];
}

const radius = 6;

const around = (x: number, y: number): Box => ({
  left: x - radius,
  top: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

const nameOf = (root: Element, thing: number): Element | null => root.querySelector(`[data-part="label-${thing}"]`);

/** Puts the name of each thing beside it, away from all others; returns where they were placed, for the next time. */
export const placeNames = (
  root: Element,
  heads: readonly (Point | null)[],
  labelWidths: readonly number[],
  taken: readonly Box[],
  bounds: Box,
  before: readonly (Shift | undefined)[],
): Shift[] => {
  for (const i of heads.keys()) {
    show(nameOf(root, i), heads[i] !== null);
  }
  const shown = [...heads.keys()].filter((i) => heads[i] !== null);
  const wanted = shown.map((i) => {
    const width = labelWidths[i] ?? 0;
    return { x: (heads[i]?.x ?? 0) + radius + 4 + width / 2, y: (heads[i]?.y ?? 0) + labelHeight / 2, width };
  });
  const obstacles = [...taken, ...heads.flatMap((head) => (head === null ? [] : [around(head.x, head.y)]))];
  const placed = placeLabels(
    wanted,
    obstacles,
    bounds,
    shown.map((i) => before[i]),
  );
  const shifts: Shift[] = [];
  shown.forEach((label, i) => {
    const shift = placed[i] ?? { dx: 0, dy: 0 };
    const place = wanted[i] ?? { x: 0, y: 0 };
    shifts[label] = shift;
    moveTo(nameOf(root, label), { x: place.x + shift.dx, y: place.y + shift.dy });
  });
  return shifts;
};

/** Puts the scene into `root`; returns where names were placed, for the next time. */
export const drawComets = (root: Element, scene: PlaneScene, before: readonly (Shift | undefined)[]): Shift[] => {
  const { plot, trails, optimum, labelWidths, taken } = scene;
  const placeOf = ({ kl, reward }: PlanePoint): Point => ({ x: plot.x(kl), y: plot.y(reward) });
  for (const comet of root.querySelectorAll('[data-run]')) {
    const trail = trails[Number(comet.getAttribute('data-run'))] ?? [];
    const pieces = piecesOf(trail, fading.length);
    const [start, head] = [trail[0], trail.at(-1)];
    show(comet, head !== undefined);
    comet.querySelectorAll('path').forEach((path, i) => {
      put(path, 'd', trailPath(pieces[i] ?? [], plot));
    });
    const [startMark, headMark] = comet.querySelectorAll('circle');
    if (start !== undefined) moveTo(startMark, placeOf(start));
    if (head !== undefined) moveTo(headMark, placeOf(head));
  }
  const heads = [...trails.map((trail) => trail.at(-1)), optimum].map((point) =>
    point === undefined ? null : placeOf(point),
  );
  const bounds: Box = { left: plot.left, top: plot.top, width: plot.width - plot.left, height: plot.bottom - plot.top };
  return placeNames(root, heads, labelWidths, taken, bounds, before);
};
