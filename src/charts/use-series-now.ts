/** Renders numbers anew as they come in, no more often than they can be read. */
import { useEffect, useReducer } from 'react';
import type { Series } from '../state/series';
import { throttle } from '../state/throttle';

/** Renders the component that calls it at most once every `interval` milliseconds while the series changes. */
export const useSeriesNow = (series: Series, interval = 1000): void => {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const update = throttle(redraw, interval);
    const stop = series.subscribe(update.ask);
    return () => {
      stop();
      update.cancel();
    };
  }, [series, interval]);
};
