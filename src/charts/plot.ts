/** A picture's plot: margins with room for labels, a scale each way, and ticks. */
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';
import { type Domain, labelWidth, ticksAcross, ticksUp } from './axis';
import type { Box } from './box';

export interface Plot extends Box {
  readonly x: ScaleContinuousNumeric<number, number>;
  readonly y: ScaleContinuousNumeric<number, number>;
  /** Values of x and of y that are marked. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

/** What an axis shows, and its ticks: about so many, or these. */
export interface Wanted {
  readonly domain: Domain;
  readonly ticks: number | readonly number[];
  /** Even in powers, with ticks of its own; else even in values. */
  readonly isLog?: boolean;
}

interface Wish {
  readonly width: number;
  readonly height: number;
  /** The left one grows where labels need more. */
  readonly margin: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly x: Wanted;
  readonly y: Wanted;
}

/** Pixels from the plot to the labels on its left. */
export const labelGap = 7;

export const plotOf = ({ width, height, margin, x, y }: Wish): Plot => {
  const [top, bottom] = [margin.top, height - margin.bottom];
  const rows = typeof y.ticks === 'number' ? ticksUp(y.domain, y.ticks, bottom - top) : y.ticks;
  const left = Math.max(margin.left, rows.length === 0 ? 0 : Math.ceil(labelWidth(rows)) + labelGap);
  const right = width - margin.right;
  const columns = typeof x.ticks === 'number' ? ticksAcross(x.domain, x.ticks, right - left) : x.ticks;
  return {
    ...{ width, height, left, right, top, bottom, columns, rows },
    x: (x.isLog ? scaleLog : scaleLinear)(x.domain, [left, right]),
    y: (y.isLog ? scaleLog : scaleLinear)(y.domain, [bottom, top]),
  };
};
