/** What a world promises, as a problem that has an exact answer. */
import type { ConstrainedTable } from '../math/constrained';
import type { World } from './world';

export type Promising = Pick<World, 'prompts' | 'logRef' | 'reward' | 'safety'>;

/** Null where nothing is promised. */
export const promiseOf = ({ prompts, logRef, reward, safety }: Promising): ConstrainedTable | null =>
  safety && { prompts, logRef, reward, safety: safety.reward, bound: safety.bound };
