/** Ties a chart to a series through the redraw scheduler, past React's own state. */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { Series } from '../state/series';
import { pageScheduler } from './page-scheduler';
import type { Draw, Pace, Registration } from './scheduler';

/** Calls `draw` at the scheduler's pace after each change of the series, and when the returned function is called. */
export const useRedraw = (series: Series, draw: Draw, pace: Pace): (() => void) => {
  const latest = useRef(draw);
  const registered = useRef<Registration | null>(null);
  useLayoutEffect(() => {
    latest.current = draw;
  });
  useEffect(() => {
    const registration = pageScheduler.register((now) => latest.current(now), pace);
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
