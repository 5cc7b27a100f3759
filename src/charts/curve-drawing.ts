/** Draws a curve chart's lines and the names at their ends straight into its SVG. */
import { endGap, type Line } from './curve-geometry';
import { linePath } from './path';
import { moveTo, put, show } from './pixels';
import type { Plot } from './plot';
import { spread } from './spread';

export interface CurveScene {
  readonly plot: Plot;
  readonly lines: readonly Line[];
  readonly optimum: number | undefined;
}

const lineHeight = 12;

/** The part of a chart that its runs' lines and names are in: `data-line` and `data-end` by place, π* last. */
export const drawCurves = (root: Element, { plot, lines, optimum }: CurveScene): void => {
  for (const path of root.querySelectorAll('[data-line]')) {
    const points = lines[Number(path.getAttribute('data-line'))]?.points ?? [];
    put(
      path,
      'd',
      linePath(
        points,
        ({ step }) => plot.x(step),
        ({ value }) => plot.y(value),
      ),
    );
  }
  const ends = lines.map(({ points }) => points.at(-1));
  const [, lastStep = 0] = plot.x.domain();
  if (optimum !== undefined) ends.push({ step: lastStep, value: optimum });
  const shown = [...ends.keys()].filter((i) => ends[i] !== undefined);
  const places = spread(
    shown.map((i) => plot.y(ends[i]?.value ?? 0)),
    lineHeight,
    plot.top,
    plot.bottom,
  );
  for (const name of root.querySelectorAll('[data-end]')) {
    const end = Number(name.getAttribute('data-end'));
    const place = places[shown.indexOf(end)];
    show(name, place !== undefined);
    if (place === undefined) continue;
    moveTo(name, { x: plot.x(ends[end]?.step ?? 0) + endGap, y: place });
  }
};
