/** Lines and areas as SVG paths, to a tenth of a pixel. A place that is no number leaves a gap. */
import { area, curveLinearClosed, line } from 'd3-shape';
import type { Point } from './box';

type Place<Datum> = (datum: Datum, index: number) => number;

const digits = 1;

/** A line through places of data. */
export const linePath = <Datum>(data: Iterable<Datum>, x: Place<Datum>, y: Place<Datum>): string =>
  line<Datum>(x, y)
    .defined((datum, i) => Number.isFinite(x(datum, i)) && Number.isFinite(y(datum, i)))
    .digits(digits)(data) ?? '';

/** The area over places of data, from one line to another. */
export const areaPath = <Datum>(data: Iterable<Datum>, x: Place<Datum>, from: Place<Datum>, to: Place<Datum>): string =>
  area<Datum>(x, from, to)
    .defined((datum, i) => [x, from, to].every((place) => Number.isFinite(place(datum, i))))
    .digits(digits)(data) ?? '';

const x = (point: Point): number => point.x;
const y = (point: Point): number => point.y;

/** A line through points. */
export const pathOf = (points: readonly Point[]): string => linePath(points, x, y);

/** The polygon with these corners. */
export const polygonPath = (corners: readonly Point[]): string =>
  line<Point>(x, y).curve(curveLinearClosed).digits(digits)(corners) ?? '';
