/** Lets costly parts of the page mount one a frame, so that opening it is many short tasks instead of a long one. */
import { useEffect, useState } from 'react';

const waiting = new Set<() => void>();

const admitNext = (): void => {
  const [admit] = waiting;
  if (admit === undefined) return;
  waiting.delete(admit);
  admit();
  if (waiting.size > 0) requestAnimationFrame(admitNext);
};

/** False until it is this component's turn. */
export const useTurn = (): boolean => {
  const [isMine, setMine] = useState(false);
  useEffect(() => {
    const admit = (): void => setMine(true);
    waiting.add(admit);
    if (waiting.size === 1) requestAnimationFrame(admitNext);
    return () => {
      waiting.delete(admit);
    };
  }, []);
  return isMine;
};
