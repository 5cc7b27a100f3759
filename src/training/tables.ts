/** A world's tables as losses read them, with the rewards of whoever judges. */
import type { Tables } from '../objectives/bind';
import type { World } from '../worlds/world';

const noOptimum = new Float64Array(0);

/** Data are drawn from the reference; log π* is read only where a loss sums over every response. */
export const tablesOf = (
  { tree, choiceLogRef, logRef, lengths }: World,
  reward: Float64Array,
  logStar: Float64Array = noOptimum,
): Tables => ({ tree, choiceLogRef, choiceLogOld: choiceLogRef, logRef, reward, length: lengths, logStar });
