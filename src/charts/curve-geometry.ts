/** What a curve chart shows before anything is drawn: points, domains and ticks, from the series. */
import { scaleLinear } from 'd3-scale';
import type { MetricName } from '../metrics';
import type { Series } from '../state/series';
import type { Box } from './box';
import { decimate, type Point, pointsOf } from './decimate';
import { truncated } from './text';

type Domain = readonly [low: number, high: number];

export interface Axis {
  readonly domain: Domain;
  readonly ticks: readonly number[];
}

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
 * A little more than the steps so far, the same for every chart of a series: the end moves by an eighth at a time, so
 * that axes need not be drawn anew with every frame, and stops at the planned `steps`. At first a tenth of them is
 * shown, so that the first points do not rush about.
 */
export const stepAxis = (series: Series, steps: number): Axis => {
  const last = series.steps.at(-1) ?? 0;
  const unit = Math.max(1, 2 ** Math.floor(Math.log2(Math.max(last, 1))) / 8);
  const high = Math.max(Math.min(Math.ceil(last / unit) * unit, Math.max(steps, last)), Math.ceil(steps / 10), 1);
  return { domain: [0, high], ticks: scaleLinear([0, high], [0, 1]).ticks(5) };
};

/** Pixels from one label of a step to the next. */
const tickRoom = 36;

/** Every tick, or every second, or … of an axis that is `width` pixels long. */
export const tickedFor = (axis: Axis, width: number): Axis => {
  const [first = 0, second = 0] = axis.ticks;
  const room = ((second - first) / (axis.domain[1] - axis.domain[0])) * width;
  const every = room > 0 ? Math.max(1, Math.ceil(tickRoom / room)) : 1;
  return { ...axis, ticks: axis.ticks.filter((_, i) => i % every === 0) };
};

export const sameAxis = (a: Axis, b: Axis): boolean => a.domain[0] === b.domain[0] && a.domain[1] === b.domain[1];

/** A rounded range that holds every value, and zero where it is near. */
export const valueAxis = (lines: readonly Line[], optimum: number | undefined): Axis => {
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
  const scale = scaleLinear([low, high], [0, 1]).nice(4);
  const [from = low, to = high] = scale.domain();
  return { domain: [from, to], ticks: scale.ticks(4) };
};

/** Pixels around the plot: labels of values on the left, of runs on the right, of steps below. */
export interface Frame extends Box {
  readonly names: readonly string[];
}

export const labelGap = 6;

/** Room for line-end labels, at most two fifths of the width; names that need more are cut. */
export const frameOf = (width: number, names: readonly string[], widthOf: (text: string) => number): Frame => {
  const room = Math.floor(width * 0.4) - labelGap;
  const cut = names.map((name) => truncated(name, room, widthOf));
  const widest = Math.max(0, ...cut.map(widthOf));
  const height = Math.round(Math.min(Math.max(width * 0.62, 150), 240));
  return { width, height, left: 40, right: Math.ceil(widest) + labelGap + 2, top: 8, bottom: 22, names: cut };
};

/** Pixels for steps and values, as recharts has them inside this frame. */
export const scalesOf = ({ width, height, left, right, top, bottom }: Frame, x: Axis, y: Axis) => {
  const [from, to] = [height - bottom, top];
  return {
    x: (step: number): number => left + (step / x.domain[1]) * (width - left - right),
    y: (value: number): number => from + ((value - y.domain[0]) / (y.domain[1] - y.domain[0])) * (to - from),
  };
};
