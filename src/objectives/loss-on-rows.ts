/** A loss on bound rows in float64: its value, where its gradient goes, and what is carried to the next step. */
import { gradient } from '../expression/derivative';
import type { Gathering } from '../expression/extent';
import { bytesOfProgram, Float64Program } from '../expression/float64-program';
import { mean, spread } from '../expression/loops';
import type { Expression, SymbolNode } from '../expression/node';
import { compile } from '../expression/program';
import { bytesOf, type OpenRoom } from '../math/simd-room';
import type { Bindings } from './bind';
import { bytesOfLookups, type Lookups, plainLookups, simdLookups } from './lookups';

/** Numbers of one run by symbol: knobs and what is carried, one each, or what the run alone is looked up in. */
export type Numbers = ReadonlyMap<string, Float64Array>;

const filled = (values: Float64Array, out: Float64Array): Float64Array => {
  if (values.length === out.length) out.set(values);
  else spread(values, out);
  return out;
};

export interface LossOptions {
  /** Numbers to compute beside the loss, one a batch. */
  readonly carried?: readonly Expression[];
  /** Where the loss is run often enough to be compiled: M · V, and the room for it. */
  readonly compiled?: { readonly columns: number; readonly open: OpenRoom };
}

/** For rows of one size, with forms of one shape; its arrays are made once. */
export class LossOnRows {
  readonly rows: number;
  readonly groupSize: number;
  readonly #moving: readonly SymbolNode[];
  readonly #withLoss: Float64Program;
  readonly #withoutLoss: Float64Program;
  /** Where slopes of the moving symbols are weighted, by name. */
  readonly #upstream = new Map<string, Float64Array>();
  readonly #lookups: Lookups;
  /** Where elements are gathered from the responses there are. */
  readonly #gathering: Gathering | null;
  /** Slopes after the latest run come after the loss, where that was computed. */
  #ran: { readonly program: Float64Program; readonly first: number } | null = null;
  #bindings: Bindings | null = null;
  /** Bound symbols in whose place other numbers stood in the latest run. */
  readonly #replaced = new Set<string>();

  /** `moving` is what the loss is differentiated by; other rows that it is run on must be like these. */
  constructor(
    loss: Expression,
    moving: readonly SymbolNode[],
    like: Bindings,
    { carried = [], compiled }: LossOptions = {},
  ) {
    const others = [...gradient(loss, moving), ...carried];
    const programs = [compile([loss, ...others]), compile(others)] as const;
    const size = like.rows * like.groupSize;
    const bytes = programs.reduce((sum, program) => sum + bytesOfProgram(program, like), moving.length * bytesOf(size));
    const columns = compiled?.columns ?? 0;
    const elements = like.gathered?.choices.length ?? 0;
    const room = compiled?.open(bytes + bytesOfLookups(like, moving, columns) + bytesOf(elements)) ?? null;
    this.#gathering = like.gathered && {
      count: columns,
      choices: room?.integers(elements) ?? new Int32Array(elements),
      symbols: new Set([...moving.map(({ name }) => name), ...like.gathered.tables.keys()]),
      version: 1,
    };
    const place = { room, symbols: new Map(), gathering: this.#gathering };
    this.rows = like.rows;
    this.groupSize = like.groupSize;
    this.#moving = moving;
    this.#withLoss = new Float64Program(programs[0], like, place);
    this.#withoutLoss = new Float64Program(programs[1], like, place);
    for (const { name, level } of moving) {
      // Slopes are those of elements, also where these are gathered.
      const count = this.#withLoss.sizeOf(level);
      this.#upstream.set(name, room?.numbers(count) ?? new Float64Array(count));
    }
    this.#lookups = room === null ? plainLookups() : simdLookups(room, like, moving, columns);
  }

  /** At log π of the choices [M · V]; `numbers` stand in place of what is bound. */
  run(bindings: Bindings, numbers: readonly Numbers[], logPi: Float64Array, withLoss: boolean): void {
    const program = withLoss ? this.#withLoss : this.#withoutLoss;
    this.#bind(bindings);
    for (const some of numbers) {
      for (const [name, values] of some) {
        this.#withLoss.set(name, values);
        if (bindings.fixed.has(name)) this.#replaced.add(name);
      }
    }
    this.#lookups.from(logPi);
    for (const { name } of this.#moving) {
      const values = this.#withLoss.written(name);
      if (values === undefined) continue;
      if (this.#gathering === null) this.#lookups.valuesOf(name, values);
      else values.set(logPi);
    }
    program.run();
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
    this.#lookups.towards(gradient);
    this.#moving.forEach(({ name }, i) => {
      const upstream = this.#upstream.get(name);
      if (upstream === undefined) throw new Error(`nothing moves ${name}`);
      const slopes = this.#output(i);
      if (weights.length === 1 && slopes.length === upstream.length) {
        this.#lookups.addTransposed(name, slopes, weights[0] ?? 0);
        return;
      }
      filled(slopes, upstream);
      const each = upstream.length / weights.length;
      for (let row = 0, j = 0; row < weights.length; row++) {
        const weight = weights[row] ?? 0;
        for (const end = j + each; j < end; j++) upstream[j] = (upstream[j] ?? 0) * weight;
      }
      this.#lookups.addTransposed(name, upstream, 1);
    });
    this.#lookups.finish(gradient);
  }

  /** Takes what is bound, where it is not that of the latest run or other numbers stood in its place. */
  #bind(bindings: Bindings): void {
    if (bindings !== this.#bindings) {
      for (const [name, values] of bindings.fixed) this.#withLoss.set(name, values);
      for (const [name, values] of bindings.gathered?.tables ?? []) this.#withLoss.set(name, values);
      if (this.#gathering !== null && bindings.gathered !== null) {
        this.#gathering.choices.set(bindings.gathered.choices);
        this.#gathering.version += 1;
      }
      this.#bindings = bindings;
      this.#lookups.bind(bindings);
    } else {
      for (const name of this.#replaced) {
        const values = bindings.fixed.get(name);
        if (values !== undefined) this.#withLoss.set(name, values);
      }
    }
    if (this.#replaced.size > 0) this.#replaced.clear();
  }

  #output(index: number): Float64Array {
    if (this.#ran === null) throw new Error('nothing was run yet');
    return this.#ran.program.output(this.#ran.first + index).values;
  }
}
