/** The runs in the eyes of the raters: a ring at their reward, on a thin stem from where the run stands in truth. */
import type { Series } from '../state/series';
import type { Box } from './place-labels';
import type { PlanePoint } from './plane-geometry';
import type { Plot } from './plot';

/** A run by its true reward and by that of the raters, at the same KL. */
export interface Rated {
  readonly kl: number;
  readonly reward: number;
  readonly raterReward: number;
}

/** One entry a run; null where the raters see the truth, or before the first report. */
export const ratedOf = (series: Series, runs: number): readonly (Rated | null)[] =>
  Array.from({ length: runs }, (_, run) => {
    const rated = {
      kl: series.last('kl', run),
      reward: series.last('reward', run),
      raterReward: series.last('raterReward', run),
    };
    return Object.values(rated).every(Number.isFinite) ? rated : null;
  });

/** Where the rings are, so that the plot holds them. */
export const ringsOf = (rated: readonly (Rated | null)[]): readonly PlanePoint[] =>
  rated.flatMap((run) => (run === null ? [] : [{ kl: run.kl, reward: run.raterReward }]));

const radius = 4;

export const ringBox = (ring: PlanePoint, { x, y }: Plot): Box => ({
  left: x(ring.kl) - radius,
  top: y(ring.reward) - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** Stem and ring of one run; the stem is left out where the ring touches the run itself. */
export const ringPath = (run: Rated | null, { x, y }: Plot): string => {
  if (run === null) return '';
  const [centre, foot, ring] = [x(run.kl), y(run.reward), y(run.raterReward)];
  const end = ring + radius * Math.sign(foot - ring);
  const stem = Math.abs(foot - ring) <= radius ? '' : `M${centre.toFixed(1)} ${foot.toFixed(1)}V${end.toFixed(1)}`;
  const arc = `a${radius} ${radius} 0 1 0 `;
  return `${stem}M${(centre - radius).toFixed(1)} ${ring.toFixed(1)}${arc}${2 * radius} 0${arc}${-2 * radius} 0`;
};
