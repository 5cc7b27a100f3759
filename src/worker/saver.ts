/** When the page is given a checkpoint, from which another worker goes on if this one dies. */
import type { Checkpoint } from '../training/checkpoint';

/** Milliseconds between checkpoints while training moves: with large networks one is many megabytes. */
const interval = 1000;

export class Saver {
  #saved: Checkpoint | null = null;
  #savedAt = Number.NEGATIVE_INFINITY;

  /** Whether to send this checkpoint now; takes note that it was. */
  isDue(checkpoint: Checkpoint, now: number, isMoving: boolean): boolean {
    if (checkpoint === this.#saved || (isMoving && now - this.#savedAt < interval)) return false;
    this.#saved = checkpoint;
    this.#savedAt = now;
    return true;
  }
}
