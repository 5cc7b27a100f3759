/** Ties a chart to a series through the redraw scheduler, past React's own state. */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Series } from '../state/series';
import { browserClock, type Draw, type Pace, RedrawScheduler, type Registration } from './scheduler';

/** All charts of the page take turns with each other; it does nothing while none is registered. */
const scheduler = new RedrawScheduler(browserClock);

/** Calls `draw` at the scheduler's pace after each change of the series, and when the returned function is called. */
export const useRedraw = (series: Series, draw: Draw, pace: Pace): (() => void) => {
  const latest = useRef(draw);
  const registered = useRef<Registration | null>(null);
  useLayoutEffect(() => {
    latest.current = draw;
  });
  useEffect(() => {
    const registration = scheduler.register((now) => latest.current(now), pace);
    registered.current = registration;
    const stop = series.subscribe(registration.invalidate);
    return () => {
      stop();
      registration.release();
      registered.current = null;
    };
  }, [series, pace]);
  return useCallback(() => registered.current?.invalidate(), []);
};
