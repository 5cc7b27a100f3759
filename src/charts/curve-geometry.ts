/** What a curve chart shows before anything is drawn: points and domains from the series, and room for names. */
import type { MetricName } from '../metrics';
import type { Series } from '../state/series';
import { type Domain, niceDomain } from './axis';
import { decimate, type Point, pointsOf } from './decimate';
import { type Plot, plotOf } from './plot';
import { truncated } from './text';

/** One run's curve, ready to draw. */
export interface Line {
  readonly points: readonly Point[];
  /** The newest value; NaN before the first. */
  readonly last: number;
}

/** How many points a line has while it moves. */
const fewPoints = 80;

export const linesOf = (series: Series, metric: MetricName, runs: number, detail: 'few' | 'all'): readonly Line[] =>
  Array.from({ length: runs }, (_, run) => {
    const curve = series.curve(metric, run);
    return {
      points: detail === 'all' ? pointsOf(curve) : decimate(curve, fewPoints),
      last: curve.values.at(-1) ?? Number.NaN,
    };
  });

/**
 * A little more than the steps so far, the same for every chart of a series: the end moves by half at a time, so
 * that the axis need not be drawn anew with every frame, and stops at the planned `steps`. At first a tenth of them is
 * shown, so that the first points do not rush about.
 */
export const stepDomain = (series: Series, steps: number): Domain => {
  const last = series.steps.at(-1) ?? 0;
  const unit = Math.max(1, 2 ** Math.floor(Math.log2(Math.max(last, 1))) / 2);
  const high = Math.max(Math.min(Math.ceil(last / unit) * unit, Math.max(steps, last)), Math.ceil(steps / 10), 1);
  return [0, high];
};

/** More lines than this are a hatching that says nothing. */
const mostRounds = 40;

/** The rounds that have begun on this axis; none where there is no telling them apart. */
export const shownRounds = (rounds: readonly number[], [, high]: Domain): readonly number[] => {
  const begun = rounds.filter((step) => step <= high);
  return begun.length > mostRounds ? [] : begun;
};

export const sameDomain = (a: Domain, b: Domain): boolean => a[0] === b[0] && a[1] === b[1];

/** A rounded range that holds every value, and zero where it is near. */
export const valueDomain = (lines: readonly Line[], optimum: number | undefined): Domain => {
  let low = optimum ?? Number.POSITIVE_INFINITY;
  let high = optimum ?? Number.NEGATIVE_INFINITY;
  for (const { points } of lines) {
    for (const { value } of points) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) [low, high] = [0, 1];
  if (low > 0 && low < high * 0.6) low = 0;
  if (high < 0 && high > low * 0.6) high = 0;
  const size = Math.max(Math.abs(high), Math.abs(low));
  if (high - low <= size * 1e-3) [low, high] = size < 1e-9 ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)];
  return niceDomain(low, high);
};

/** The runs' names as they fit beside a plot, and the pixels they take. */
export interface EndNames {
  readonly names: readonly string[];
  readonly room: number;
}

/** Pixels from the end of a line to its name. */
export const endGap = 6;

/** Room for line-end labels, at most two fifths of the width; names that need more are cut. */
export const endNamesOf = (width: number, names: readonly string[], widthOf: (text: string) => number): EndNames => {
  const most = Math.floor(width * 0.4) - endGap;
  const cut = names.map((name) => truncated(name, most, widthOf));
  const widest = Math.max(0, ...cut.map(widthOf));
  return { names: cut, room: Math.ceil(widest) + endGap + 2 };
};

export const curvePlotOf = (width: number, { room }: EndNames, steps: Domain, values: Domain): Plot =>
  plotOf({
    width,
    height: Math.round(Math.min(Math.max(width * 0.62, 150), 240)),
    margin: { left: 40, right: room, top: 8, bottom: 22 },
    x: { domain: steps, ticks: 5 },
    y: { domain: values, ticks: 4 },
  });
