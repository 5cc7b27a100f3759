/** Tells the page how far a stage is, and gives all of them up when a request that waits makes them needless. */
import type { Clock } from '../training/choose-backend';
import type { OnStage } from '../training/preparations';
import type { Task } from './inbox';
import type { Event } from './protocol';

interface Surroundings {
  readonly post: (event: Event) => void;
  readonly clock: Clock;
  readonly rest: (milliseconds: number) => Promise<void>;
}

/** Milliseconds between messages. */
const interval = 50;

/** For `Preparations.prepare`; `waiting` is the queue that requests join while this one is served. */
export const tellProgress = ({ post, clock, rest }: Surroundings, epoch: number, waiting: readonly Task[]): OnStage => {
  let lastPost = Number.NEGATIVE_INFINITY;
  return async (progress) => {
    if (clock() - lastPost >= interval || progress.values.length === progress.steps) {
      post({ type: 'stage', epoch, progress });
      lastPost = clock();
    }
    await rest(0);
    const isCancelled = waiting.some((request) => request.type === 'cancel' && request.epoch === epoch);
    if (isCancelled) post({ type: 'cancelled', epoch, stage: progress.id });
    return !isCancelled && !waiting.some(({ type }) => type === 'load');
  };
};
