/** Where features are in their plane: a scale alike in both directions, and the side on which the sign rule lowers an answer. */
import type { Box, Point } from './box';
import { clipped, placeBetween, type TrianglePlot } from './triangle-geometry';

/** A place in the plane of the two features. */
export type Feature = Point;

export interface FeatureRange {
  readonly x: readonly [low: number, high: number];
  readonly y: readonly [low: number, high: number];
}

/** Room around the outermost features, in their own units. */
const room = 0.6;

const around = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values) - room,
  Math.max(...values) + room,
];

export const featureRangeOf = (features: readonly Feature[]): FeatureRange => ({
  x: around(features.map(({ x }) => x)),
  y: around(features.map(({ y }) => y)),
});

export interface FeaturePlot extends Box {
  readonly x: (feature: number) => number;
  readonly y: (feature: number) => number;
  /** The feature at these pixels. */
  readonly featureAt: (x: number, y: number) => Feature;
  /** Whole numbers inside the plot. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

const margin = { left: 22, right: 8, top: 8, bottom: 34 } as const;
const heights = { least: 170, most: 300, ofWidth: 0.8 } as const;

const wholeNumbers = (low: number, high: number): readonly number[] => {
  const first = Math.ceil(low);
  return Array.from({ length: Math.max(0, Math.floor(high) - first + 1) }, (_, i) => first + i);
};

export const featurePlotOf = (width: number, range: FeatureRange): FeaturePlot => {
  const height = Math.round(Math.min(Math.max(width * heights.ofWidth, heights.least), heights.most));
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const pixels = Math.min((right - left) / (range.x[1] - range.x[0]), (bottom - top) / (range.y[1] - range.y[0]));
  const middle = { x: (range.x[0] + range.x[1]) / 2, y: (range.y[0] + range.y[1]) / 2 };
  const x = (feature: number): number => (left + right) / 2 + (feature - middle.x) * pixels;
  const y = (feature: number): number => (top + bottom) / 2 - (feature - middle.y) * pixels;
  const featureAt = (across: number, down: number): Feature => ({
    x: middle.x + (across - (left + right) / 2) / pixels,
    y: middle.y - (down - (top + bottom) / 2) / pixels,
  });
  const [from, to] = [featureAt(left, bottom), featureAt(right, top)];
  return {
    ...{ width, height, left, right, top, bottom, x, y, featureAt },
    columns: wholeNumbers(from.x, to.x),
    rows: wholeNumbers(from.y, to.y),
  };
};

/** The triangle whose corners are the features of the answers: E_πφ of a policy is its place in it. */
export const meanPlotOf = (plot: FeaturePlot, features: readonly [Feature, Feature, Feature]): TrianglePlot => {
  const place = ({ x, y }: Feature): Point => ({ x: plot.x(x), y: plot.y(y) });
  const [first, second, third] = features;
  const corners = [place(first), place(second), place(third)] as const;
  return { ...plot, corners, at: placeBetween(corners) };
};

const mixed = (a: Point, b: Point, share: number): Point => ({
  x: a.x + share * (b.x - a.x),
  y: a.y + share * (b.y - a.y),
});

/**
 * The part of the plot where a policy's E_πφ must lie for the chosen answer to fall: beyond the line through φ_w that is
 * square to φ_w − φ_l, as (φ_w − E_πφ) · (φ_w − φ_l) < 0 there. As a polygon in pixels.
 */
export const fallingSide = (plot: FeaturePlot, chosen: Feature, rejected: Feature): readonly Point[] => {
  const { left, right, top, bottom, x, y } = plot;
  const [w, l] = [
    { x: x(chosen.x), y: y(chosen.y) },
    { x: x(rejected.x), y: y(rejected.y) },
  ];
  const beyond = (point: Point): number => (point.x - w.x) * (w.x - l.x) + (point.y - w.y) * (w.y - l.y);
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  return clipped(corners, beyond, mixed);
};

/** The place well inside a polygon that is furthest from all these points; the origin where there is no polygon. */
export const roomIn = (polygon: readonly Point[], points: readonly Point[]): Point => {
  const share = 1 / polygon.length;
  const centre = polygon.reduce((sum, { x, y }) => ({ x: sum.x + x * share, y: sum.y + y * share }), { x: 0, y: 0 });
  const roomAt = ({ x, y }: Point): number => Math.min(...points.map((point) => Math.hypot(point.x - x, point.y - y)));
  const places = polygon.map((corner) => mixed(corner, centre, 0.55));
  return places.reduce((best, place) => (roomAt(place) > roomAt(best) ? place : best), centre);
};
