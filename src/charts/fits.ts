/** The curve of over-optimisation through each run: fitted to its whole training, and shown only where it fits. */
import {
  type DistancePoint,
  fitOverOptimisation,
  fittedGain,
  type OverOptimisationFit,
} from '../math/over-optimisation';
import type { Series } from '../state/series';
import { type PlanePoint, rooted, trailPath } from './plane-geometry';
import type { Plot } from './plot';

/** Below this share of explained variance the curve says nothing. */
export const leastRSquared = 0.8;
/** Evenly spaced reports that are fitted, and how many there must be at the least. */
const [mostPoints, leastPoints] = [40, 8];

/** Where one run was at evenly spaced steps, its start first; `origin` is the reference's expected reward. */
const wayOf = (series: Series, run: number, origin: number): readonly PlanePoint[] => {
  const { steps, values: kls } = series.curve('kl', run);
  const { values: rewards } = series.curve('reward', run);
  const last = steps.at(-1) ?? 0;
  // Reports are dense at first; a fit to all of them would be one to the beginning.
  const wanted = Array.from({ length: mostPoints + 1 }, (_, i) => (i * last) / mostPoints);
  const places = wanted.map((step) => steps.findIndex((reported) => reported >= step));
  return [...new Set(places)].map((place) => rooted({ kl: kls[place] ?? 0, reward: rewards[place] ?? 0 }, origin));
};

/** A fit in d and R from the run's start, which is π_ref for some policies only: a bump has a place of its own. */
export interface RunFit extends OverOptimisationFit {
  readonly start: PlanePoint;
  /** The largest √KL that was fitted. */
  readonly farthest: number;
}

const fitOf = (way: readonly PlanePoint[]): RunFit | null => {
  const [start] = way;
  if (start === undefined) return null;
  const points = way.map(({ kl, reward }): DistancePoint => ({ distance: kl - start.kl, gain: reward - start.reward }));
  // The curve says nothing of what is nearer to the reference than the start.
  const beyond = points.filter(({ distance }) => distance >= 0);
  const fit = beyond.length < leastPoints ? null : fitOverOptimisation(beyond);
  return fit && { ...fit, start, farthest: start.kl + Math.max(...beyond.map(({ distance }) => distance)) };
};

/** One fit a run, whether good or bad; null before there is enough to fit beyond the start. */
export const fitsOf = (series: Series, runs: number, origin: number): readonly (RunFit | null)[] =>
  Array.from({ length: runs }, (_, run) => fitOf(wayOf(series, run, origin)));

/** Where the run's reward is largest, in the plane; null where the curve rises on. */
export const peakOf = ({ peak, start }: RunFit): PlanePoint | null =>
  peak && { kl: start.kl + peak.distance, reward: start.reward + peak.gain };

export const isShown = (fit: RunFit | null): fit is RunFit => fit !== null && fit.rSquared >= leastRSquared;

const smoothness = 60;

/** The fitted curve as far as the run has come; nothing where it does not fit. */
export const fitPath = (fit: RunFit | null, plot: Plot): string => {
  if (!isShown(fit)) return '';
  const points = Array.from({ length: smoothness + 1 }, (_, i) => {
    const distance = ((fit.farthest - fit.start.kl) * i) / smoothness;
    return { kl: fit.start.kl + distance, reward: fit.start.reward + fittedGain(fit, distance) };
  });
  return trailPath(points, plot);
};
