/** Geometry of a sweep: a metric at the end over the values of one knob or two. */
import { scaleLog } from 'd3-scale';
import { medianOf } from '../math/averages';
import { type Domain, niceDomain } from './axis';
import { type Plot, plotOf, type Wanted } from './plot';

/** The values of a knob, ascending, and how its slider moves through them. */
export interface KnobAxis {
  readonly label: string;
  readonly values: readonly number[];
  readonly isLog: boolean;
}

/** A metric of one run: at every value of the knob, its median and its extremes over the seeds. */
export interface SweptLine {
  /** The run's place in the experiment. */
  readonly run: number;
  readonly middle: readonly number[];
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

/** The median of the finite values; NaN where there is none. */
export const finiteMedianOf = (values: readonly number[]): number => medianOf(values.filter(Number.isFinite));

/**
 * One line a run. `ends` has a list a seed that is done, of the metric at each setting; `places` says of each setting
 * which run it is of.
 */
export const linesOf = (ends: readonly (readonly number[])[], places: readonly number[]): readonly SweptLine[] =>
  [...new Set(places)].map((run) => {
    const settings = [...places.keys()].filter((i) => places[i] === run);
    const over = (of: (values: readonly number[]) => number): readonly number[] =>
      settings.map((i) => of(ends.map((end) => end[i] ?? Number.NaN)));
    return {
      run,
      middle: over(finiteMedianOf),
      lowest: over((values) => Math.min(...values.filter(Number.isFinite))),
      highest: over((values) => Math.max(...values.filter(Number.isFinite))),
    };
  });

/** Powers of ten; where there are fewer than two of them, twos and fives too. */
const logTicks = ([low, high]: Domain): readonly number[] => {
  const ticks = scaleLog([low, high], [0, 1]).ticks();
  const firstDigit = (tick: number): number => Math.round(tick / 10 ** Math.floor(Math.log10(tick) + 1e-9));
  const powers = ticks.filter((tick) => firstDigit(tick) === 1);
  return powers.length > 1 ? powers : ticks.filter((tick) => [1, 2, 5].includes(firstDigit(tick)));
};

/** From the first value to the last, and so many steps beyond. */
const knobDomain = ({ values, isLog }: KnobAxis, beyond: number): Domain => {
  const [low = 0, high = 1] = [values[0], values.at(-1)];
  const steps = Math.max(1, values.length - 1);
  if (isLog) {
    const step = (high / low) ** (beyond / steps);
    return [low / step, high * step];
  }
  const step = (beyond * (high - low)) / steps;
  return [low - step, high + step];
};

const wantedFor = (axis: KnobAxis, beyond: number): Wanted => {
  const domain = knobDomain(axis, beyond);
  return { domain, ticks: axis.isLog ? logTicks(domain) : 5, isLog: axis.isLog };
};

/** The plot of lines over one knob; `extra` are values that must be seen too. */
export const linesPlot = (
  width: number,
  axis: KnobAxis,
  lines: readonly SweptLine[],
  extra: readonly number[],
): Plot => {
  const seen = [...lines.flatMap(({ lowest, highest }) => [...lowest, ...highest]), ...extra].filter(Number.isFinite);
  const [low, high] = seen.length === 0 ? [0, 1] : [Math.min(...seen), Math.max(...seen)];
  return plotOf({
    width,
    height: 240,
    margin: { left: 34, right: 12, top: 10, bottom: 40 },
    x: wantedFor(axis, 0),
    y: { domain: niceDomain(low, high > low ? high : low + 1), ticks: 5 },
  });
};

/** A cell of the map over two knobs, in pixels. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** From 0 to 1; 0 where the value is not finite. */
  readonly strength: number;
}

/** The plot over two knobs, the first across and the second up. */
export const mapPlot = (width: number, across: KnobAxis, up: KnobAxis): Plot =>
  plotOf({
    width,
    height: 280,
    margin: { left: 34, right: 12, top: 10, bottom: 40 },
    x: wantedFor(across, 0.5),
    y: wantedFor(up, 0.5),
  });

/** One cell a setting, the second knob fastest; the stronger, the larger the value. */
export const cellsOf = (plot: Plot, across: KnobAxis, up: KnobAxis, values: readonly number[]): readonly Cell[] => {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const [width, height] = [
    (plot.right - plot.left) / across.values.length,
    (plot.bottom - plot.top) / up.values.length,
  ];
  return values.map((value, i) => {
    const [column, row] = [Math.floor(i / up.values.length), i % up.values.length];
    const share = high > low ? (value - low) / (high - low) : 0.5;
    return {
      x: plot.left + column * width,
      y: plot.bottom - (row + 1) * height,
      width,
      height,
      strength: Number.isFinite(value) ? share : 0,
    };
  });
};
