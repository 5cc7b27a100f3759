/** How many numbers a value of a program has. */
import { higher, type Level } from './node';
import type { Versioned } from './steps';

/** `response` is one for each response there is, of which elements are gathered. */
export type Extent = Level | 'response';

/** Elements that are responses of a few: what depends on the response alone is computed once for each, and gathered after. */
export interface Gathering extends Versioned {
  /** How many responses there are. */
  readonly count: number;
  /** Which one each element is, [rows · groupSize]; `version` counts how often that has changed. */
  readonly choices: Int32Array;
  /** Symbols that are given for each response in place of each element. */
  readonly symbols: ReadonlySet<string>;
}

/** Where two operands meet. */
export const common = (a: Extent, b: Extent): Extent => {
  if (a === b || b === 'batch') return a;
  if (a === 'batch') return b;
  return a === 'response' || b === 'response' ? 'element' : higher(a, b);
};
