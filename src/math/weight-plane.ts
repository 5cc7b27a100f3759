/** The plane through three points of weight space: its axes, where a point stands on it, and the point at a place. */

import { dot } from './vector';

/** θ = origin + x · across + y · up; the axes are of length 1 and at right angles. Each [D]. */
export interface WeightPlane {
  readonly origin: Float64Array;
  readonly across: Float64Array;
  readonly up: Float64Array;
}

/** Where the foot of a point stands on the plane, and how far the point is from there. */
export interface PlanePlace {
  readonly x: number;
  readonly y: number;
  readonly away: number;
}

/** Anything of length D that numbers can be read from. */
type Point = Float32Array | Float64Array;

/** Relative to the longer side: points closer to a line are taken to lie on it. */
const flatness = 1e-6;

const minus = (a: Point, b: Point): Float64Array => Float64Array.from(a, (value, i) => value - (b[i] ?? 0));
const scaled = (a: Float64Array, factor: number): Float64Array => a.map((value) => value * factor);

/**
 * The first point is the origin, the second lies on the axis across, the third above it (Gram–Schmidt, as in
 * 1802.10026). null where the three lie on one line.
 */
export const planeThrough = (first: Point, second: Point, third: Point): WeightPlane | null => {
  const side = minus(second, first);
  const other = minus(third, first);
  const length = Math.sqrt(dot(side, side));
  const longest = Math.max(length, Math.sqrt(dot(other, other)));
  if (!(length > flatness * longest)) return null;
  const across = scaled(side, 1 / length);
  const rest = minus(other, scaled(across, dot(other, across)));
  const height = Math.sqrt(dot(rest, rest));
  if (!(height > flatness * longest)) return null;
  return { origin: Float64Array.from(first), across, up: scaled(rest, 1 / height) };
};

export const placeOn = ({ origin, across, up }: WeightPlane, point: Point): PlanePlace => {
  const from = minus(point, origin);
  const [x, y] = [dot(from, across), dot(from, up)];
  const foot = across.map((value, i) => x * value + y * (up[i] ?? 0));
  const left = minus(from, foot);
  return { x, y, away: Math.sqrt(dot(left, left)) };
};

export const pointAt = ({ origin, across, up }: WeightPlane, x: number, y: number): Float64Array =>
  Float64Array.from(origin, (value, i) => value + x * (across[i] ?? 0) + y * (up[i] ?? 0));

/** Share of the picture on each side that no point of interest takes. */
const margin = 0.15;

/** The smallest square around these places, with a margin: its lower left corner and its side. */
export const squareAround = (
  places: readonly Pick<PlanePlace, 'x' | 'y'>[],
): { readonly x: number; readonly y: number; readonly side: number } => {
  const ends = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [left, right] = ends(places.map(({ x }) => x));
  const [bottom, top] = ends(places.map(({ y }) => y));
  const side = Math.max(right - left, top - bottom) / (1 - 2 * margin);
  return { x: (left + right - side) / 2, y: (bottom + top - side) / 2, side };
};
