/** Draws a curve chart's lines and the names at their ends straight into its SVG. */
import { type Axis, type Frame, type Line, labelGap, scalesOf } from './curve-geometry';
import { spread } from './spread';

export interface CurveScene {
  readonly frame: Frame;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly optimum: number | undefined;
}

const lineHeight = 12;
const rounded = (pixels: number): number => Math.round(pixels * 10) / 10;

/** The part of a chart that its runs' lines and names are in: `data-line` and `data-end` by place, π* last. */
export const drawCurves = (root: Element, { frame, x, y, lines, optimum }: CurveScene): void => {
  const scales = scalesOf(frame, x, y);
  for (const path of root.querySelectorAll('[data-line]')) {
    const points = lines[Number(path.getAttribute('data-line'))]?.points ?? [];
    path.setAttribute(
      'd',
      points
        .map(({ step, value }, i) => `${i === 0 ? 'M' : 'L'}${rounded(scales.x(step))} ${rounded(scales.y(value))}`)
        .join(''),
    );
  }
  const ends = lines.map(({ points }) => points.at(-1));
  if (optimum !== undefined) ends.push({ step: x.domain[1], value: optimum });
  const shown = [...ends.keys()].filter((i) => ends[i] !== undefined);
  const places = spread(
    shown.map((i) => scales.y(ends[i]?.value ?? 0)),
    lineHeight,
    frame.top,
    frame.height - frame.bottom,
  );
  for (const name of root.querySelectorAll('[data-end]')) {
    const end = Number(name.getAttribute('data-end'));
    const place = places[shown.indexOf(end)];
    name.setAttribute('visibility', place === undefined ? 'hidden' : 'visible');
    if (place === undefined) continue;
    name.setAttribute('x', String(rounded(scales.x(ends[end]?.step ?? 0) + labelGap)));
    name.setAttribute('y', String(rounded(place)));
  }
};
