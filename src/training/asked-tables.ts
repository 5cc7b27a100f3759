/** Tables over all responses that only some objectives ask for. */
import type { World } from '../worlds/world';

/** g − b [N]; 0 where the world promises nothing. */
export const excessIn = ({ safety, logRef }: World): Float64Array =>
  safety === null ? new Float64Array(logRef.length) : safety.reward.map((g) => g - safety.bound);
