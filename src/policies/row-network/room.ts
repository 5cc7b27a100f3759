/** Where the arrays of a network lie in one flat array of numbers: places are handed out before there is any memory. */
import type { Room } from '../kernels/kernels';

/** Numbers are computed in fours. */
const together = 4;
const columnsTogether = 8;

export class RoomPlan {
  #numbers = 0;
  #integers = 0;
  #factor = 0;

  /** The index of the first of so many numbers, which nothing else shares. */
  numbers(count: number): number {
    const at = this.#numbers;
    this.#numbers += Math.ceil(count / together) * together;
    return at;
  }

  integers(count: number): number {
    const at = this.#integers;
    this.#integers += count;
    return at;
  }

  /** There will be products with a B of up to [k, n]. */
  factor(k: number, n: number): void {
    this.#factor = Math.max(this.#factor, k * Math.ceil(n / columnsTogether) * columnsTogether);
  }

  get room(): Room {
    return { numbers: this.#numbers, integers: this.#integers, factor: this.#factor };
  }
}

/** Activations [m, width], m ≤ M, and ∂L/∂ them. */
export interface Port {
  readonly width: number;
  readonly value: number;
  readonly gradient: number;
}

export const portOf = (plan: RoomPlan, most: number, width: number): Port => ({
  width,
  value: plan.numbers(most * width),
  gradient: plan.numbers(most * width),
});
