/** The curve of over-optimisation through each run: fitted to its whole training, and shown only where it fits. */
import {
  type DistancePoint,
  fitOverOptimisation,
  fittedGain,
  type OverOptimisationFit,
} from '../math/over-optimisation';
import type { Series } from '../state/series';
import { rooted, trailPath } from './plane-geometry';
import type { Plot } from './plot';

/** Below this share of explained variance the curve says nothing. */
export const leastRSquared = 0.8;
/** Evenly spaced reports that are fitted, and how many there must be at the least. */
const [mostPoints, leastPoints] = [40, 8];

/** Distance and gain of one run at evenly spaced steps; `origin` is the reference's expected reward. */
const pointsOf = (series: Series, run: number, origin: number): readonly DistancePoint[] => {
  const { steps, values: kls } = series.curve('kl', run);
  const { values: rewards } = series.curve('reward', run);
  const last = steps.at(-1) ?? 0;
  // Reports are dense at first; a fit to all of them would be one to the beginning.
  const wanted = Array.from({ length: mostPoints + 1 }, (_, i) => (i * last) / mostPoints);
  const places = wanted.map((step) => steps.findIndex((reported) => reported >= step));
  return [...new Set(places)].map((place) => {
    const { kl, reward } = rooted({ kl: kls[place] ?? 0, reward: rewards[place] ?? 0 }, origin);
    return { distance: kl, gain: reward };
  });
};

export interface RunFit extends OverOptimisationFit {
  /** The largest √KL that was fitted. */
  readonly farthest: number;
}

/** One fit a run, whether good or bad; null before there is enough to fit. */
export const fitsOf = (series: Series, runs: number, origin: number): readonly (RunFit | null)[] =>
  Array.from({ length: runs }, (_, run) => {
    const points = pointsOf(series, run, origin);
    const fit = points.length < leastPoints ? null : fitOverOptimisation(points);
    return fit && { ...fit, farthest: Math.max(...points.map(({ distance }) => distance)) };
  });

export const isShown = (fit: RunFit | null): fit is RunFit => fit !== null && fit.rSquared >= leastRSquared;

const smoothness = 60;

/** The fitted curve as far as the run has come; nothing where it does not fit. */
export const fitPath = (fit: RunFit | null, plot: Plot): string => {
  if (!isShown(fit)) return '';
  const points = Array.from({ length: smoothness + 1 }, (_, i) => {
    const kl = (fit.farthest * i) / smoothness;
    return { kl, reward: fittedGain(fit, kl) };
  });
  return trailPath(points, plot);
};
