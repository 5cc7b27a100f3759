/** A sweep under way on the page: its progress, what is done of it, and how to start it and give it up. */
import { useEffect, useRef, useState } from 'react';
import type { Swept } from '../../experiment/sweep';
import { metricNames } from '../../metrics';
import type { Experiment, Sweep } from '../../settings/experiment';
import { startSweep } from '../../worker/sweep-client';

export interface SweepUnderway {
  /** What is swept, as it was when it was started. */
  readonly experiment: Experiment;
  readonly sweep: Sweep;
  readonly settings: readonly Swept[];
  /** Which share of all steps was taken; 1 once nothing more comes. */
  readonly share: number;
  /** Metrics of all settings, by seed: [settings, metricNames.length]; undefined for a seed that is not done. */
  readonly ends: readonly (Float64Array | undefined)[];
  readonly reason: string | null;
}

/** More workers than this at once would only wait for each other's memory. */
const mostWorkers = 4;

/** One core is left for the page and its own training. */
const workersToUse = (): number => Math.min(mostWorkers, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));

const percentOf = (share: number): number => Math.floor(100 * share);

/** The metric at every setting under each seed that is done. */
export const endsOf = ({ ends, settings }: SweepUnderway, metric: number): readonly (readonly number[])[] =>
  ends
    .filter((end) => end !== undefined)
    .map((end) => settings.map((_, i) => end[i * metricNames.length + metric] ?? Number.NaN));

export const useSweep = () => {
  const [underway, setUnderway] = useState<SweepUnderway | null>(null);
  const giveUp = useRef<(() => void) | null>(null);
  const cancel = (): void => {
    giveUp.current?.();
    giveUp.current = null;
    setUnderway((now) => now && { ...now, share: 1 });
  };
  useEffect(() => () => giveUp.current?.(), []);
  const start = (experiment: Experiment, sweep: Sweep, settings: readonly Swept[]): void => {
    giveUp.current?.();
    const runs = settings.map(({ run }) => run);
    const seeds = Array.from({ length: sweep.seeds }, (_, i) => experiment.seed + i);
    setUnderway({ experiment, sweep, settings, share: 0, ends: seeds.map(() => undefined), reason: null });
    const change = (part: (now: SweepUnderway) => Partial<SweepUnderway>): void =>
      setUnderway((now) => now && { ...now, ...part(now) });
    giveUp.current = startSweep(
      seeds.map((seed) => ({ ...experiment, runs, seed })),
      workersToUse(),
      {
        // Drawn anew at every percent, however many reports there are.
        onShare: (share) =>
          setUnderway((now) => (now && percentOf(now.share) < percentOf(share) ? { ...now, share } : now)),
        onSeed: (place, metrics) => change(({ ends }) => ({ ends: ends.with(place, metrics) })),
        onEnd: (reason) => change(() => ({ share: 1, reason })),
      },
    );
  };
  return { underway, start, cancel };
};
