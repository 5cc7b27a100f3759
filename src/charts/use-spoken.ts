/** Keeps the words that stand for a picture true without repeating them to a screen reader many times a second. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { type Throttled, throttle } from '../state/throttle';

/** Milliseconds. */
const interval = 1000;

/** Returns a function to call after each redraw; it sets the element's `aria-label` at most once a second. */
export const useSpoken = (element: RefObject<Element | null>, describe: () => string): (() => void) => {
  const latest = useRef(describe);
  useLayoutEffect(() => {
    latest.current = describe;
  });
  const label = useRef<Throttled | null>(null);
  useEffect(() => {
    const update = throttle(() => element.current?.setAttribute('aria-label', latest.current()), interval);
    label.current = update;
    update.ask();
    return () => {
      update.cancel();
      label.current = null;
    };
  }, [element]);
  return useCallback(() => label.current?.ask(), []);
};
