/** The headline over time: steady enough to be read, and at the end what a last look at the training says. */
import { headlineOf } from './headline';
import { Observer, type Said } from './observer';
import type { Seen } from './seen';

/** Milliseconds that a headline stands at least while training goes on. */
const shortest = 2000;

export class Commentary {
  #observer = new Observer();
  #headline: readonly Said[] = [];
  #changedAt = Number.NEGATIVE_INFINITY;

  /** What is in the headline; empty before anything has happened. */
  get headline(): readonly Said[] {
    return this.#headline;
  }

  /** Another training begins, or runs have gone. */
  clear(): void {
    this.#observer = new Observer();
    this.#headline = [];
    this.#changedAt = Number.NEGATIVE_INFINITY;
  }

  /** Looks at the training at a time in milliseconds; `isStill` where it is over or rests, `favoured` what its lesson is about. */
  look(seen: Seen, time: number, isStill: boolean, favoured: ReadonlySet<string> = new Set()): void {
    const all = this.#observer.observe(seen, isStill);
    if (!isStill && time < this.#changedAt + shortest) return;
    const headline = headlineOf(all, favoured);
    // Nothing new to say is no change: a first sentence can come at once.
    if (headline.length > 0 || this.#headline.length > 0) this.#changedAt = time;
    this.#headline = headline;
  }
}
