/** The runs as their judges see them: a path of the believed reward, and a ring on a thin stem from where a run stands. */
import type { Series } from '../state/series';
import type { Box } from './place-labels';
import { type PlanePoint, trailOf } from './plane-geometry';
import type { Plot } from './plot';

/** The reward that a run is judged by, where that is not the true one. */
export interface Belief {
  readonly metric: 'raterReward' | 'modelReward';
  /** Who believes it, as it is said: “the raters”. */
  readonly who: string;
  /** From the metric to the scale of the true reward. */
  readonly onScale: (value: number) => number;
}

/** Where the run has been, by the reward that is believed, oldest first; empty where it is judged by the true one. */
export type BelievedTrail = readonly PlanePoint[];

/** One trail a run. */
export const believedTrails = (series: Series, beliefs: readonly (Belief | null)[]): readonly BelievedTrail[] =>
  beliefs.map((belief, run) =>
    belief === null
      ? []
      : trailOf(series.curve('kl', run), series.curve(belief.metric, run))
          .filter(({ reward }) => Number.isFinite(reward))
          .map(({ kl, reward }) => ({ kl, reward: belief.onScale(reward) })),
  );

const radius = 4;

export const ringBox = (ring: PlanePoint, { x, y }: Plot): Box => ({
  left: x(ring.kl) - radius,
  top: y(ring.reward) - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** Stem and ring of one run, from its true reward to the believed one; no stem where the ring touches the run itself. */
export const ringPath = (reward: number | undefined, ring: PlanePoint | undefined, { x, y }: Plot): string => {
  if (reward === undefined || ring === undefined) return '';
  const [centre, foot, height] = [x(ring.kl), y(reward), y(ring.reward)];
  const end = height + radius * Math.sign(foot - height);
  const stem = Math.abs(foot - height) <= radius ? '' : `M${centre.toFixed(1)} ${foot.toFixed(1)}V${end.toFixed(1)}`;
  const arc = `a${radius} ${radius} 0 1 0 `;
  return `${stem}M${(centre - radius).toFixed(1)} ${height.toFixed(1)}${arc}${2 * radius} 0${arc}${-2 * radius} 0`;
};
