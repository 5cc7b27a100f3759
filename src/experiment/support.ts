/** Which responses on a line a restricted support lets in. */
import type { Support } from './experiment';

/** Positions are sums of rounded numbers: a response this close to an end is on it. */
const slack = 1e-9;

export const isInSupport = (support: Support, position: number): boolean =>
  position >= support.low - slack && position <= support.high + slack;
