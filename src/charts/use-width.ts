/** The width of an element in whole pixels. Once a resize of the window rests, charts follow it one after the other. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { pageScheduler } from './page-scheduler';
import type { Registration } from './scheduler';

/** Milliseconds without another size after which a resize rests. */
const rest = 100;

/** 0 before the element has been laid out. */
export const useWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) return undefined;
    let newest = Math.floor(node.getBoundingClientRect().width);
    let turns: Registration | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (): boolean => {
      // At once, so that the scheduler knows how long it takes.
      flushSync(() => setWidth(newest));
      return false;
    };
    const observer = new ResizeObserver(([entry]) => {
      const now = Math.floor(entry?.contentRect.width ?? newest);
      if (now === newest) return;
      newest = now;
      // Every size laid out by every chart would hold the page up until long after the last.
      clearTimeout(timer);
      timer = setTimeout(() => {
        turns ??= pageScheduler.register(follow, 'in-turn');
        turns.invalidate();
      }, rest);
    });
    setWidth(newest);
    observer.observe(node);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      turns?.release();
    };
  }, [element]);
  return width;
};
