/** A loss on bound rows in float64: its value, where its gradient goes, and what is carried to the next step. */
import { gradient } from '../expression/derivative';
import { Float64Program, type Sizes } from '../expression/float64-program';
import { mean, spread } from '../expression/loops';
import type { Expression, SymbolNode } from '../expression/node';
import { compile } from '../expression/program';
import { addTransposed, type Bindings, valuesOf } from './bind';

/** Numbers of one run by symbol: knobs and what is carried, one each, or what the run alone is looked up in. */
export type Numbers = ReadonlyMap<string, Float64Array>;

const filled = (values: Float64Array, out: Float64Array): Float64Array => {
  if (values.length === out.length) out.set(values);
  else spread(values, out);
  return out;
};

/** For rows of one size; its arrays are made once. */
export class LossOnRows {
  readonly rows: number;
  readonly groupSize: number;
  readonly #moving: readonly SymbolNode[];
  readonly #withLoss: Float64Program;
  readonly #withoutLoss: Float64Program;
  /** Values of the moving symbols, and where their slopes are weighted, by name. */
  readonly #values = new Map<string, Float64Array>();
  readonly #upstream = new Map<string, Float64Array>();
  /** Slopes after the latest run come after the loss, where that was computed. */
  #ran: { readonly program: Float64Program; readonly first: number } | null = null;
  #bindings: Bindings | null = null;

  /** `moving`: what the loss is differentiated by; `carried`: numbers to compute beside it, one a batch. */
  constructor(loss: Expression, moving: readonly SymbolNode[], sizes: Sizes, carried: readonly Expression[] = []) {
    const others = [...gradient(loss, moving), ...carried];
    this.rows = sizes.rows;
    this.groupSize = sizes.groupSize;
    this.#moving = moving;
    this.#withLoss = new Float64Program(compile([loss, ...others]), sizes);
    this.#withoutLoss = new Float64Program(compile(others), sizes);
    for (const { name, level } of moving) {
      const size = this.#withLoss.sizeOf(level);
      this.#values.set(name, new Float64Array(size));
      this.#upstream.set(name, new Float64Array(size));
    }
  }

  /** At log π of the choices [M · V]; `numbers` stand in place of what is bound. */
  run(bindings: Bindings, numbers: readonly Numbers[], logPi: Float64Array, withLoss: boolean): void {
    const program = withLoss ? this.#withLoss : this.#withoutLoss;
    for (const [name, values] of bindings.fixed) program.set(name, values);
    for (const some of numbers) for (const [name, values] of some) program.set(name, values);
    for (const [name, forms] of bindings.moving) {
      const values = this.#values.get(name);
      if (values !== undefined) program.set(name, valuesOf(forms, logPi, values));
    }
    program.run();
    this.#bindings = bindings;
    this.#ran = { program, first: withLoss ? 1 : 0 };
  }

  /** Mean over rows, after a run with the loss. */
  get loss(): number {
    return mean(this.#withLoss.output(0).values);
  }

  /** The carried numbers after the latest run. */
  carried(count: number): readonly number[] {
    return Array.from({ length: count }, (_, i) => this.#output(this.#moving.length + i)[0] ?? Number.NaN);
  }

  /** Adds ∂(Σ weight · loss of a row)/∂log π of the choices to `gradient` [M · V]; `weights` [rows], or one number for all. */
  addGradient(weights: Float64Array, gradient: Float64Array): void {
    this.#moving.forEach(({ name }, i) => {
      const forms = this.#bindings?.moving.get(name);
      const upstream = this.#upstream.get(name);
      if (forms === undefined || upstream === undefined) throw new Error(`nothing moves ${name}`);
      const slopes = this.#output(i);
      if (weights.length === 1 && slopes.length === upstream.length) {
        addTransposed(forms, slopes, gradient, weights[0]);
        return;
      }
      filled(slopes, upstream);
      const each = upstream.length / weights.length;
      for (let row = 0, j = 0; row < weights.length; row++) {
        const weight = weights[row] ?? 0;
        for (const end = j + each; j < end; j++) upstream[j] = (upstream[j] ?? 0) * weight;
      }
      addTransposed(forms, upstream, gradient);
    });
  }

  #output(index: number): Float64Array {
    if (this.#ran === null) throw new Error('nothing was run yet');
    return this.#ran.program.output(this.#ran.first + index).values;
  }
}
