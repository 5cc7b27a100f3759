/** What `npm run experiment -- … --ledger --say` printed, read back. For tests. */

export interface SaidNumber {
  readonly text: string;
  readonly value: number;
  readonly metric?: string;
  readonly run?: number;
  readonly step?: number;
  readonly of?: string;
  readonly response?: number;
  readonly fact?: string;
}

export interface Said {
  readonly id: string;
  readonly runs: readonly number[];
  readonly text: string;
  readonly numbers: readonly SaidNumber[];
}

interface Mover {
  readonly response: string;
  readonly before: number;
  readonly after: number;
}

interface Ledger {
  readonly pairs: readonly { readonly chosen: string; readonly rejected: string }[];
  readonly gained: readonly Mover[];
  readonly lost: readonly Mover[];
}

/** A line of any kind. */
export interface Line {
  readonly yardsticks?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly step?: number;
  readonly run?: number;
  readonly metrics?: Readonly<Record<string, number | null>>;
  readonly frozen?: number;
  readonly ledger?: Ledger;
  readonly said?: readonly Said[];
}

export const readLines = (lines: readonly string[]): readonly Line[] => lines.map((line): Line => JSON.parse(line));

/** The numbers of a training up to a step. */
export class Transcript {
  readonly #lines: readonly Line[];
  readonly step: number;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
    this.step = lines.reduce((last, { step = 0 }) => Math.max(last, step), 0);
  }

  until(step: number): Transcript {
    return new Transcript(this.#lines.filter((line) => (line.step ?? 0) <= step));
  }

  get runs(): readonly number[] {
    return [...new Set(this.#reports().flatMap(({ run }) => (run === undefined ? [] : [run])))];
  }

  metric(name: string, run: number, step = this.step): number {
    const line = this.#reports().find((report) => report.run === run && report.step === step);
    return line?.metrics?.[name] ?? Number.NaN;
  }

  yardstick(name: string, of: string): number {
    return this.#lines.find(({ yardsticks }) => yardsticks !== undefined)?.yardsticks?.[of]?.[name] ?? Number.NaN;
  }

  curve(name: string, run: number): readonly { readonly step: number; readonly value: number }[] {
    return this.#reports().flatMap(({ run: of, step = 0, metrics }) => {
      const value = metrics?.[name];
      return of === run && typeof value === 'number' ? [{ step, value }] : [];
    });
  }

  /** Of the responses that moved most under a run, then and now, at each report. */
  probabilities(run: number): readonly number[] {
    return this.#reports()
      .filter((report) => report.run === run)
      .flatMap(({ ledger }) => [...(ledger?.gained ?? []), ...(ledger?.lost ?? [])])
      .flatMap(({ before, after }) => [before, after]);
  }

  ledger(run: number): Ledger {
    const line = this.#reports().findLast((report) => report.run === run && report.step === this.step);
    return line?.ledger ?? { pairs: [], gained: [], lost: [] };
  }

  frozenSteps(): readonly number[] {
    return this.#reports().flatMap(({ frozen }) => (frozen === undefined ? [] : [frozen]));
  }

  frozen(run: number): number | undefined {
    return this.#reports().findLast((report) => report.run === run)?.frozen;
  }

  /** Whether any run's KL, reward or entropy has changed to be seen. */
  hasMoved(): boolean {
    return this.runs.some((run) =>
      ['kl', 'reward', 'entropy'].some((name) => Math.abs(this.metric(name, run) - this.metric(name, run, 0)) > 0.05),
    );
  }

  #reports(): readonly Line[] {
    return this.#lines.filter(({ metrics }) => metrics !== undefined);
  }
}
