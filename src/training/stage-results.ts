/** What stages of one kind have made, kept by what it depends on, so that a slider does not ask for it again. */

/** A stage under way. */
export interface Underway<Result> {
  /** Planned. */
  readonly steps: number;
  /** Its curve, after each step so far. */
  readonly values: Float64Array;
  /** Takes up to `count` steps; throws where they leave the finite numbers. */
  readonly advance: (count: number) => void;
  /** What has come of the steps so far. */
  readonly result: () => Result;
}

/** Hears the curve so far and the planned steps; a stage is given up when it answers false. */
export type OnCurve = (values: Float64Array, steps: number) => boolean | Promise<boolean>;

interface Order<Result> {
  /** Everything that the result depends on. */
  readonly key: string;
  /** Steps between looks at `onCurve`. */
  readonly stepsAtOnce: number;
  readonly begin: () => Underway<Result>;
  readonly onCurve: OnCurve;
}

/** How many results are kept: a few steps back and forth between settings. */
const most = 12;

export class StageResults<Result> {
  readonly #known = new Map<string, { readonly result: Result; readonly values: Float64Array }>();

  /** The result, made unless it is known. */
  async make({ key, stepsAtOnce, begin, onCurve }: Order<Result>): Promise<Result | 'cancelled'> {
    const known = this.#known.get(key);
    if (known !== undefined) {
      // Nobody waits for it now, but its curve can still be shown.
      return (await onCurve(known.values, known.values.length)) ? known.result : 'cancelled';
    }
    const underway = begin();
    while (underway.values.length < underway.steps) {
      underway.advance(stepsAtOnce);
      if (!(await onCurve(underway.values, underway.steps))) return 'cancelled';
    }
    const result = underway.result();
    this.#known.set(key, { result, values: underway.values });
    const [oldest] = this.#known.keys();
    if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest);
    return result;
  }
}
