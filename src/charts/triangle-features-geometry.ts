/** Where features are in their plane: a scale alike in both directions, and the side on which the sign rule lowers an answer. */
import type { Domain } from './axis';
import type { Point } from './box';
import { type Plot, plotOf } from './plot';
import { clipped, placeBetween, type TrianglePlot } from './triangle-geometry';

/** A place in the plane of the two features. */
export type Feature = Point;

export interface FeatureRange {
  readonly x: Domain;
  readonly y: Domain;
}

/** Room around the outermost features, in their own units. */
const room = 0.6;

const around = (values: readonly number[]): Domain => [Math.min(...values) - room, Math.max(...values) + room];

export const featureRangeOf = (features: readonly Feature[]): FeatureRange => ({
  x: around(features.map(({ x }) => x)),
  y: around(features.map(({ y }) => y)),
});

const margin = { left: 22, right: 8, top: 8, bottom: 34 } as const;
const heights = { least: 170, most: 300, ofWidth: 0.8 } as const;

const wholeNumbers = ([low, high]: Domain): readonly number[] => {
  const first = Math.ceil(low);
  return Array.from({ length: Math.max(0, Math.floor(high) - first + 1) }, (_, i) => first + i);
};

/** So much around the middle of a range. */
const widened = ([low, high]: Domain, size: number): Domain => [(low + high - size) / 2, (low + high + size) / 2];

/** One scale for both directions, with the range in the middle; whole numbers are marked. */
export const featurePlotOf = (width: number, range: FeatureRange): Plot => {
  const height = Math.round(Math.min(Math.max(width * heights.ofWidth, heights.least), heights.most));
  const [across, up] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  const perPixel = Math.max((range.x[1] - range.x[0]) / across, (range.y[1] - range.y[0]) / up);
  const [x, y] = [widened(range.x, across * perPixel), widened(range.y, up * perPixel)];
  return plotOf({
    ...{ width, height, margin },
    x: { domain: x, ticks: wholeNumbers(x) },
    y: { domain: y, ticks: wholeNumbers(y) },
  });
};

/** The feature at these pixels. */
export const featureAt = ({ x, y }: Plot, across: number, down: number): Feature => ({
  x: x.invert(across),
  y: y.invert(down),
});

/** The pixels of a feature. */
export const placeOf = ({ x, y }: Plot, feature: Feature): Point => ({ x: x(feature.x), y: y(feature.y) });

/** The triangle whose corners are the features of the answers: E_πφ of a policy is its place in it. */
export const meanPlotOf = (plot: Plot, features: readonly [Feature, Feature, Feature]): TrianglePlot => {
  const [first, second, third] = features;
  const corners = [placeOf(plot, first), placeOf(plot, second), placeOf(plot, third)] as const;
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
export const fallingSide = (plot: Plot, chosen: Feature, rejected: Feature): readonly Point[] => {
  const { left, right, top, bottom } = plot;
  const [w, l] = [placeOf(plot, chosen), placeOf(plot, rejected)];
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
