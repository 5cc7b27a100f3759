/** Starts a helper: another worker of the same script, inside the one that trains. */
import type { OpenPart, PartRequest } from '../training/split/part';
import type { LifeSign, PartEvent, PartMessage } from './protocol';
import { newName, watched } from './watched';

/** Whether there can be helpers: some browsers have no workers in workers, or no locks, without which one dies unnoticed. */
const canHelp = (): boolean => typeof Worker !== 'undefined' && 'locks' in navigator;

/** More helpers than this would only wait for each other's memory. */
const mostHelpers = 3;

/** How many there may be: one core is left for the page, and one is this worker's. */
export const helpersToUse = (): number =>
  canHelp() ? Math.max(0, Math.min(mostHelpers, (navigator.hardwareConcurrency || 2) - 2)) : 0;

export const openHelper: OpenPart = ({ onAnswer, onEnd }) => {
  const name = newName('helper');
  const worker = new Worker(self.location.href, { type: 'module', name });
  /** What waits until the helper holds its lock: from then on it is known whether it lives. */
  const waiting: PartRequest[] = [];
  let isLocked = false;
  const { post, end } = watched<PartMessage, PartEvent | LifeSign>(worker, name, {
    onMessage: (message) => {
      if (message.type === 'part') onAnswer(message.answer);
      if (message.type !== 'locked') return;
      isLocked = true;
      for (const request of waiting.splice(0)) post({ type: 'part', request });
    },
    onEnd,
  });
  return {
    post: (request) => {
      if (isLocked) post({ type: 'part', request });
      else waiting.push(request);
    },
    end,
  };
};
