/** The helpers of the training worker: started when they are first needed, and kept for the next training. */
import { Helper } from '../training/split/helper';
import type { OpenPart } from '../training/split/part';

export class Helpers {
  /** How many there can be. */
  readonly most: number;
  readonly #open: OpenPart;
  #all: readonly Helper[] = [];

  constructor(most: number, open: OpenPart) {
    this.most = most;
    this.#open = open;
  }

  /** So many, at most `most`; none once one was lost, for another would be too, and all trains as well without. */
  take(count: number): readonly Helper[] {
    if (this.#all.some(({ isLost }) => isLost)) {
      for (const helper of this.#all) helper.end();
      return [];
    }
    try {
      const missing = Array.from({ length: Math.max(0, count - this.#all.length) }, () => new Helper(this.#open));
      this.#all = [...this.#all, ...missing];
      return this.#all.slice(0, count);
    } catch {
      // Some browsers forbid it.
      return [];
    }
  }
}
