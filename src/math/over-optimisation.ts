/** The fit of true reward against distance from the reference by which over-optimisation is recognised. */

import { exp, log, square } from './elementary';

/** A policy on its way: d = √KL(π‖π_ref) and R = E_π[r], both less what they were at the start of training. */
export interface DistancePoint {
  readonly distance: number;
  readonly gain: number;
}

export interface OverOptimisationFit {
  readonly alpha: number;
  readonly beta: number;
  /** Where R is largest: d* = exp(α/β − 1), R* = β d*; null for β ≤ 0, where R has no largest value. */
  readonly peak: DistancePoint | null;
  /** Share of the variance of R explained; may be negative where the curve fits worse than a constant. */
  readonly rSquared: number;
}

const sumOf = (points: readonly DistancePoint[], of: (point: DistancePoint) => number): number =>
  points.reduce((sum, point) => sum + of(point), 0);

/** −d log d, continued to 0. */
const bend = ({ distance }: DistancePoint): number => (distance > 0 ? -distance * log(distance) : 0);

/** Below this share of the largest determinant possible, the two terms of the curve cannot be told apart. */
const leastDeterminant = 1e-12;

/** R(d) = d(α − β log d). */
export const fittedGain = ({ alpha, beta }: Pick<OverOptimisationFit, 'alpha' | 'beta'>, distance: number): number =>
  alpha * distance + beta * bend({ distance, gain: 0 });

/**
 * Least squares of R(d) = d(α − β log d) (2406.02900, after 2210.10760), which is linear in α and β; null where the
 * points do not determine both, as with fewer than two distances above 0.
 */
export const fitOverOptimisation = (points: readonly DistancePoint[]): OverOptimisationFit | null => {
  const dd = sumOf(points, ({ distance }) => distance * distance);
  const db = sumOf(points, (point) => point.distance * bend(point));
  const bb = sumOf(points, (point) => square(bend(point)));
  const dr = sumOf(points, ({ distance, gain }) => distance * gain);
  const br = sumOf(points, (point) => bend(point) * point.gain);
  const determinant = dd * bb - db * db;
  if (!(determinant > leastDeterminant * dd * bb)) return null;
  const alpha = (dr * bb - br * db) / determinant;
  const beta = (br * dd - dr * db) / determinant;
  const distance = exp(alpha / beta - 1);
  const fit = { alpha, beta, peak: beta > 0 ? { distance, gain: beta * distance } : null };
  const mean = sumOf(points, ({ gain }) => gain) / points.length;
  const residual = sumOf(points, ({ distance: d, gain }) => square(gain - fittedGain(fit, d)));
  return { ...fit, rSquared: 1 - residual / sumOf(points, ({ gain }) => square(gain - mean)) };
};
