/** How many steps may be taken in one go, so that messages are heard in between: measured, since no two machines agree. */

/** Milliseconds of training in which nothing need be heard. */
const longest = 100;

export class Slices {
  #most = 1;

  /** Of so many steps, those that may be taken now. */
  of(steps: number): number {
    return Math.min(steps, this.#most);
  }

  /** So many steps took so many milliseconds: the next slice is at most twice as large, and smaller where that was long. */
  took(steps: number, milliseconds: number): void {
    const fitting = Math.floor((longest * steps) / Math.max(milliseconds, 0.1));
    this.#most = Math.max(1, Math.min(fitting, 2 * this.#most));
  }
}
