/** Running a program part by part, each only where something that it depends on has changed. */
import type { Call } from '../math/call';

/** How often something has changed. */
export interface Versioned {
  version: number;
}

/** The values of a symbol, and how often they have changed. */
export interface Given extends Versioned {
  readonly values: Float64Array;
}

/** Takes these values, as many as there are. */
export const give = (given: Given, values: Float64Array): void => {
  // One number is often the same as before: a knob that several runs share.
  if (values.length === 1) {
    const value = values[0] ?? 0;
    if (Object.is(given.values[0], value)) return;
    given.values[0] = value;
  } else given.values.set(values);
  given.version += 1;
};

/** A part of a program, and the symbols on which it depends, by number. */
export interface Step {
  readonly run: () => void;
  /** The same, where it is compiled. */
  readonly call: Call | null;
  readonly reads: readonly number[];
}

export class Steps {
  readonly #steps: readonly Step[];
  readonly #symbols: readonly Versioned[];
  /** Versions of the symbols at the latest run, and whether they are others now. */
  readonly #seen: number[];
  readonly #hasChanged: boolean[];
  #hasRun = false;

  constructor(steps: readonly Step[], symbols: readonly Versioned[]) {
    this.#steps = steps;
    this.#symbols = symbols;
    this.#seen = symbols.map(() => 0);
    this.#hasChanged = symbols.map(() => false);
  }

  run(): void {
    for (let i = 0; i < this.#symbols.length; i++) {
      const version = this.#symbols[i]?.version ?? 0;
      this.#hasChanged[i] = version !== this.#seen[i];
      this.#seen[i] = version;
    }
    for (const step of this.#steps) if (!this.#hasRun || this.#mustRun(step)) step.run();
    this.#hasRun = true;
  }

  /**
   * What runs where the `moving` symbols have changed, and perhaps some of `settings`, which are numbered in their order; null
   * where some of it is not compiled.
   */
  callsFor(moving: readonly Versioned[], settings: readonly Versioned[]): readonly Call[] | null {
    const calls: Call[] = [];
    for (const { reads, call } of this.#steps) {
      const symbols = reads.flatMap((i) => this.#symbols[i] ?? []);
      const when = settings.flatMap((setting, i) => (symbols.includes(setting) ? [i] : []));
      const isMoved = symbols.some((symbol) => moving.includes(symbol));
      if (!isMoved && when.length === 0) continue;
      if (call === null) return null;
      calls.push(isMoved ? call : { ...call, when });
    }
    return calls;
  }

  #mustRun({ reads }: Step): boolean {
    for (let i = 0; i < reads.length; i++) if (this.#hasChanged[reads[i] ?? 0] === true) return true;
    return false;
  }
}
