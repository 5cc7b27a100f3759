/** Where every run has been in weight space: a few places, spread evenly over the steps so far. */
import type { Checkpoint } from '../training/checkpoint';
import type { Numbers } from '../training/numbers';

interface Stop {
  readonly step: number;
  /** θ [D] of each run. */
  readonly thetas: readonly Numbers[];
}

/** Stops kept at most, and numbers in all of them together. */
const most = { stops: 48, numbers: 2_000_000 } as const;

export class Trail {
  #stops: readonly Stop[] = [];
  /** Steps from one stop to the next, at least. */
  #gap = 1;

  /** Oldest first. */
  get stops(): readonly Stop[] {
    return this.#stops;
  }

  note({ step, runs }: Pick<Checkpoint, 'step' | 'runs'>): void {
    const last = this.#stops.at(-1)?.step;
    if (last !== undefined && step < last + this.#gap) return;
    this.#stops = [...this.#stops, { step, thetas: runs.map(({ theta }) => theta) }];
    const numbers = runs.reduce((sum, { theta }) => sum + theta.length, 0);
    if (this.#stops.length <= Math.max(4, Math.min(most.stops, most.numbers / numbers))) return;
    this.#stops = this.#stops.filter((_, i) => i % 2 === 0);
    this.#gap = Math.max(this.#gap * 2, 2);
  }

  /** The trail of the runs at these indices, in this order. */
  select(rows: readonly number[]): Trail {
    const selected = new Trail();
    selected.#gap = this.#gap;
    selected.#stops = this.#stops.map(({ step, thetas }) => ({
      step,
      thetas: rows.flatMap((row) => thetas[row] ?? []),
    }));
    return selected;
  }
}
