/** Draws the moving part of the density picture straight into its SVG: no React, no layout, once a frame at most. */
import { densityOf, type Landscape, maximumOf, peakOf, profileArea, profileLine, topOf } from './density-geometry';
import { moveTo, put, show } from './pixels';
import { type Box, labelHeight, placeLabels, type Shift, type WantedLabel } from './place-labels';
import type { Plot } from './plot';

/** What moves smoothly between two redraws. */
export interface Motion {
  /** Probability at the top of the picture; 0 before the first drawing. */
  top: number;
  shifts: Shift[];
  goals: Shift[];
  drawnAt: number;
}

export const stillMotion = (): Motion => ({ top: 0, shifts: [], goals: [], drawnAt: 0 });

export interface DensityScene {
  readonly landscape: Landscape;
  readonly plot: Plot;
  /** π*(y). */
  readonly optimum: Float64Array;
  /** One entry a run: the best policy that stays on its data, where that is what the run is after. */
  readonly bestOnData: readonly (Float64Array | null)[];
  /** One π(y) a run; empty before the first frame. */
  readonly densities: readonly Float64Array[];
  /** Widths in pixels of the labels of π*, π_ref and every run. */
  readonly labelWidths: readonly number[];
  /** Where labels should not be, such as on handles. */
  readonly taken: readonly Box[];
  /** Without easing, for those who asked for less movement. */
  readonly isStill: boolean;
}

/** Milliseconds in which two thirds of the way to a new scale or place is gone. */
const easing = 140;

/** Densities [runs] from log π [runs, prompts · responses]; none if the tables do not fit, as after a change of world. */
export const densitiesOf = (
  logPi: Float64Array | undefined,
  runs: number,
  tableSize: number,
  responses: number,
): readonly Float64Array[] =>
  logPi === undefined || logPi.length !== runs * tableSize
    ? []
    : Array.from({ length: runs }, (_, run) =>
        densityOf(logPi.subarray(run * tableSize, (run + 1) * tableSize), responses),
      );

const find = (root: Element, part: string): Element | null => root.querySelector(`[data-part="${part}"]`);

/** Where the names of π*, π_ref and the runs would like to stand. */
const wantedLabels = (scene: DensityScene, y: (probability: number) => number): readonly WantedLabel[] => {
  const { landscape, plot, optimum, densities, labelWidths } = scene;
  const { positions, reference } = landscape;
  const widthOf = (i: number) => labelWidths[i] ?? 0;
  const best = peakOf(optimum, positions);
  // π_ref is named where it has fallen to a third, on the side where π* is lower: the other is crowded.
  const third = maximumOf(reference) / 3;
  const places = [...reference.keys()].filter((i) => (reference[i] ?? 0) >= third);
  const far = (best.at > 0 ? places[0] : places.at(-1)) ?? 0;
  return [
    { x: plot.x(best.at) - widthOf(0) / 2 - 10, y: y(best.probability) + labelHeight, width: widthOf(0) },
    { x: plot.x(positions[far] ?? 0), y: y(reference[far] ?? 0) - 6, width: widthOf(1) },
    ...densities.map((density, run) => {
      const peak = peakOf(density, positions);
      return { x: plot.x(peak.at), y: Math.max(y(peak.probability), plot.top) - 7, width: widthOf(run + 2) };
    }),
  ];
};

const toward = (from: number, to: number, share: number): number => from + (to - from) * share;

/** Puts the scene into `root`; true while something still moves. */
export const drawDensities = (root: Element, scene: DensityScene, motion: Motion, now: number): boolean => {
  const { landscape, plot, optimum, bestOnData, densities, taken, isStill } = scene;
  const goal = topOf([optimum, ...bestOnData.filter((best) => best !== null)], densities);
  const share = isStill || motion.top === 0 ? 1 : 1 - Math.exp(-Math.min(now - motion.drawnAt, 100) / easing);
  motion.drawnAt = now;
  motion.top = toward(motion.top, goal, share);
  let isMoving = Math.abs(motion.top - goal) > goal * 2e-3;
  if (!isMoving) motion.top = goal;

  const y = (probability: number) => plot.y(probability / motion.top);
  const lineOf = (density: Float64Array) => profileLine(landscape, plot, { values: density, y });
  put(find(root, 'reference'), 'd', lineOf(landscape.reference));
  put(find(root, 'optimum'), 'd', lineOf(optimum));
  for (const element of root.querySelectorAll('[data-run]')) {
    const density = densities[Number(element.getAttribute('data-run'))];
    const area = density === undefined ? '' : profileArea(landscape, plot, { values: density, y });
    put(element.firstElementChild, 'd', area);
    put(element.lastElementChild, 'd', density === undefined ? '' : lineOf(density));
  }

  bestOnData.forEach((best, run) => {
    if (best !== null) put(find(root, `best-on-data-${run}`), 'd', lineOf(best));
  });

  const wanted = wantedLabels(scene, y);
  // Runs first: theirs are the names that must be near their peaks.
  const order = [...wanted.keys()].sort((a, b) => Number(a < 2) - Number(b < 2) || a - b);
  const bounds: Box = { left: 0, top: 0, width: plot.width, height: plot.bottom };
  const placed = placeLabels(
    order.flatMap((i) => wanted[i] ?? []),
    taken,
    bounds,
    order.map((i) => motion.goals[i]),
  );
  order.forEach((label, i) => {
    const target = placed[i] ?? { dx: 0, dy: 0 };
    const from = motion.shifts[label] ?? target;
    const shift = { dx: toward(from.dx, target.dx, share), dy: toward(from.dy, target.dy, share) };
    isMoving ||= Math.hypot(shift.dx - target.dx, shift.dy - target.dy) > 0.5;
    motion.goals[label] = target;
    motion.shifts[label] = shift;
    const { x = 0, y: lower = 0 } = wanted[label] ?? {};
    moveTo(find(root, `label-${label}`), { x: x + shift.dx, y: lower + shift.dy });
  });
  for (const label of root.querySelectorAll('[data-label-of-run]')) {
    show(label, densities.length > 0);
  }
  return isMoving;
};
