/** The headline as the training goes on. */
import { useEffect, useState } from 'react';
import { presetOf } from '../../experiment/presets';
import { Commentary } from '../../observations/commentary';
import type { Said } from '../../observations/observer';
import { Seen } from '../../observations/seen';
import type { Sentence } from '../../observations/sentence';
import type { Series } from '../../state/series';
import { experimentIn, type PlaygroundState } from '../../state/store';
import { throttle } from '../../state/throttle';
import type { Truth } from '../pictures/use-truth';
import { usePlaygroundItself, useSeries } from '../use-playground';

/** Milliseconds between two looks at the training. */
const interval = 500;

interface Headline {
  readonly said: readonly Said[];
  /** What a screen reader is told: anew only where something else is said, or the training rests. */
  readonly spoken: readonly Sentence[];
}

const silent: Headline = { said: [], spoken: [] };

const seenIn = (series: Series, state: PlaygroundState, { world, isReferenceKnown }: Truth): Seen | null => {
  const { latest, start, prepared, reports } = series;
  const experiment = experimentIn(state);
  if (latest === null || start === null || prepared === null || !isReferenceKnown) return null;
  if (latest.frozen.length !== experiment.runs.length || start.length !== latest.logPi.length) return null;
  const { logPi, frozen } = latest;
  return new Seen({ experiment, world, held: prepared, reports, logPi, logStart: start, frozen });
};

/** What sentences are about, without their numbers. */
const subjectOf = (said: readonly Said[]): string => JSON.stringify(said.map(({ id, runs }) => [id, runs]));

const next = (before: Headline, said: readonly Said[], isStill: boolean): Headline => {
  if (said === before.said) return before;
  const isNews = isStill || subjectOf(said) !== subjectOf(before.said);
  return { said, spoken: isNews ? said.map(({ sentence }) => sentence) : before.spoken };
};

export const useHeadline = (truth: Truth): Headline => {
  const { store } = usePlaygroundItself();
  const series = useSeries();
  const [headline, setHeadline] = useState(silent);
  const [commentary] = useState(() => new Commentary());
  useEffect(() => {
    const look = (): void => {
      const state = store.getState();
      const seen = seenIn(series, state, truth);
      if (seen === null) {
        commentary.clear();
        setHeadline(silent);
        return;
      }
      const isStill = series.latest?.done === true || !state.playing;
      const { shows, often } = presetOf(seen.experiment) ?? {};
      const favoured = new Set(Object.keys({ ...shows, ...often }));
      commentary.look(seen, performance.now(), isStill, favoured);
      setHeadline((before) => next(before, commentary.headline, isStill));
    };
    const looking = throttle(look, interval);
    const lookSoon = (): void => {
      looking.ask();
      if (series.latest === null || series.latest.done) looking.flush();
    };
    const unsubscribeSeries = series.subscribe(lookSoon);
    const unsubscribeStore = store.subscribe(({ playing }, before) => {
      if (playing !== before.playing) looking.ask();
    });
    looking.ask();
    return () => {
      unsubscribeSeries();
      unsubscribeStore();
      looking.cancel();
    };
  }, [store, series, truth, commentary]);
  return headline;
};
