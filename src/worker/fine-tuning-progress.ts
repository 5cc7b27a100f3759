/** Tells the page how far fine-tuning is, and gives it up when a request that waits makes it needless. */
import type { Clock } from '../training/choose-backend';
import type { OnProgress } from '../training/reference';
import type { Task } from './inbox';
import type { Event } from './protocol';

interface Surroundings {
  readonly post: (event: Event) => void;
  readonly clock: Clock;
  readonly rest: (milliseconds: number) => Promise<void>;
}

/** Milliseconds between messages. */
const interval = 50;

/** For `References.prepare`; `waiting` is the queue that requests join while this one is served. */
export const tellProgress = (
  { post, clock, rest }: Surroundings,
  epoch: number,
  waiting: readonly Task[],
): OnProgress => {
  let lastPost = Number.NEGATIVE_INFINITY;
  return async (losses, steps) => {
    if (clock() - lastPost >= interval || losses.length === steps) {
      post({ type: 'fine-tuning', epoch, steps, losses });
      lastPost = clock();
    }
    await rest(0);
    const isCancelled = waiting.some((request) => request.type === 'cancel' && request.epoch === epoch);
    if (isCancelled) post({ type: 'cancelled', epoch });
    return !isCancelled && !waiting.some(({ type }) => type === 'load');
  };
};
