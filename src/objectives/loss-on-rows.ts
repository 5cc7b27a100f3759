/** A loss on bound rows in float64: its value, where its gradient goes, and what is carried to the next step. */
import { gradient } from '../expression/derivative';
import type { Gathering } from '../expression/extent';
import { bytesOfProgram, Float64Program } from '../expression/float64-program';
import { mean, spread } from '../expression/loops';
import type { Expression, SymbolNode } from '../expression/node';
import { compile, type Program } from '../expression/program';
import { type Given, give } from '../expression/steps';
import { type Call, callOf, inRow } from '../math/call';
import { bytesOf, type OpenRoom, type SimdRoom } from '../math/simd-room';
import { keptForEach } from '../settings/answers';
import type { Bindings } from './bind';
import { bytesOfLookups, type Lookup, type Lookups, plainLookups, simdLookups } from './lookups';

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

/** A symbol that moves with θ. */
interface Moving {
  /** Where its values are written; undefined where nothing reads them. */
  readonly given: Given | undefined;
  /** Where slopes are weighted. */
  readonly upstream: Float64Array;
  readonly lookup: Lookup;
}

/** A program with what it writes. */
interface Compiled {
  readonly program: Float64Program;
  /** The loss of each row; null where it is not asked for. */
  readonly loss: Float64Array | null;
  /** One a moving symbol. */
  readonly slopes: readonly Float64Array[];
  readonly carried: readonly Float64Array[];
}

/** Numbers of one run, and where they go. */
interface Setting {
  readonly name: string;
  readonly given: Given;
  readonly values: Float64Array;
  /** Whether they stand in place of what is bound. */
  readonly replaces: boolean;
}

/** A step of the loss as calls, for one run after another. */
export interface LossCalls {
  /** Where numbers of the run lie in its row, and what they are given to. */
  readonly settings: readonly { readonly place: number; readonly given: Given }[];
  /** In which settings are numbered as above. */
  readonly calls: readonly Call[];
}

type Programs = readonly [withLoss: Program, withoutLoss: Program];

/** Of each loss the programs by the names of what moves, as a form that is asked for again has the same expressions. */
const programsOf = keptForEach((_loss: Expression) => new Map<string, Programs>());

/** A loss with its gradient and what is carried beside it, and the same without the loss. */
const compiledWith = (loss: Expression, moving: readonly SymbolNode[], carried: readonly Expression[]): Programs => {
  const make = (): Programs => {
    const others = [...gradient(loss, moving), ...carried];
    return [compile([loss, ...others]), compile(others)];
  };
  // What is carried may be another's for the same loss.
  if (carried.length > 0) return make();
  const known = programsOf(loss);
  const key = moving.map(({ name, level }) => `${name} ${level}`).join();
  const programs = known.get(key) ?? make();
  known.set(key, programs);
  return programs;
};

/** For rows of one size, with forms of one shape; its arrays are made once. */
export class LossOnRows {
  readonly rows: number;
  readonly groupSize: number;
  readonly #moving: readonly Moving[];
  readonly #room: SimdRoom | null;
  readonly #withLoss: Compiled;
  /** Null until the first run without the loss, for which the page's first frame need not wait. */
  #withoutLoss: Compiled | null = null;
  readonly #makeWithoutLoss: () => Compiled;
  readonly #lookups: Lookups;
  /** Where elements are gathered from the responses there are. */
  readonly #gathering: Gathering | null;
  /** What was found for the numbers of each run, by its place. */
  readonly #settings: { readonly of: readonly Numbers[]; readonly found: readonly Setting[] }[] = [];
  #latest: Compiled;
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
    const programs = compiledWith(loss, moving, carried);
    const size = like.rows * like.groupSize;
    const bytes = programs.reduce((sum, program) => sum + bytesOfProgram(program, like), moving.length * bytesOf(size));
    const columns = compiled?.columns ?? 0;
    const elements = like.gathered?.choices.length ?? 0;
    const room = compiled?.open(bytes + bytesOfLookups(like, moving, columns) + bytesOf(elements)) ?? null;
    this.#gathering = like.gathered && {
      count: like.gathered.count,
      choices: room?.integers(elements) ?? new Int32Array(elements),
      symbols: new Set([...moving.map(({ name }) => name), ...like.gathered.tables.keys()]),
      version: 1,
    };
    const place = { room, symbols: new Map(), gathering: this.#gathering };
    const made = (program: Program, hasLoss: boolean): Compiled => {
      const own = new Float64Program(program, like, place);
      const [first, ...rest] = program.outputs.map((_, i) => own.output(i).values);
      const afterLoss = hasLoss || first === undefined ? rest : [first, ...rest];
      const slopes = afterLoss.slice(0, moving.length);
      return {
        program: own,
        loss: (hasLoss ? first : null) ?? null,
        slopes,
        carried: afterLoss.slice(moving.length),
      };
    };
    this.rows = like.rows;
    this.groupSize = like.groupSize;
    this.#withLoss = made(programs[0], true);
    this.#makeWithoutLoss = () => made(programs[1], false);
    this.#latest = this.#withLoss;
    this.#lookups = room === null ? plainLookups() : simdLookups(room, like, moving, columns);
    this.#room = room;
    this.#moving = moving.map(({ name, level }) => {
      const count = this.#withLoss.program.sizeOf(level);
      return {
        given: this.#withLoss.program.given(name),
        upstream: room?.numbers(count) ?? new Float64Array(count),
        lookup: this.#lookups.of(name),
      };
    });
  }

  /** Whether rows are like those that it was made for. */
  isFor({ rows, groupSize, gathered }: Bindings): boolean {
    return this.rows === rows && this.groupSize === groupSize && (this.#gathering === null) === (gathered === null);
  }

  /**
   * At log π of the choices [M · V]; `numbers`, arrays that stay, stand in place of what is bound. `place` is that of the run
   * whose they are.
   */
  run(bindings: Bindings, numbers: readonly Numbers[], logPi: Float64Array, withLoss: boolean, place = 0): void {
    this.#bind(bindings);
    const settings = this.#settingsOf(numbers, bindings, place);
    for (let i = 0; i < settings.length; i++) {
      const setting = settings[i];
      if (setting === undefined) continue;
      give(setting.given, setting.values);
      if (setting.replaces) this.#replaced.add(setting.name);
    }
    this.#lookups.from(logPi);
    for (const { given, lookup } of this.#moving) {
      if (given === undefined) continue;
      if (this.#gathering === null) lookup.read(given.values);
      else given.values.set(logPi.length === this.#gathering.count ? logPi : logPi.subarray(0, this.#gathering.count));
      given.version += 1;
    }
    if (!withLoss) this.#withoutLoss ??= this.#makeWithoutLoss();
    this.#latest = (withLoss ? null : this.#withoutLoss) ?? this.#withLoss;
    this.#latest.program.run();
  }

  /** Mean over rows, after a run with the loss. */
  get loss(): number {
    return this.#latest.loss === null ? Number.NaN : mean(this.#latest.loss);
  }

  /** The carried numbers after the latest run. */
  get carried(): readonly number[] {
    return this.#latest.carried.map(([value]) => value ?? Number.NaN);
  }

  /** Adds ∂(Σ weight · loss of a row)/∂log π of the choices to `gradient` [M · V]; `weights` [rows], or one number for all. */
  addGradient(weights: Float64Array, gradient: Float64Array): void {
    this.#lookups.towards(gradient);
    for (let i = 0; i < this.#moving.length; i++) {
      const [moving, slopes] = [this.#moving[i], this.#latest.slopes[i]];
      if (moving === undefined || slopes === undefined) throw new Error('nothing moves');
      const { upstream, lookup } = moving;
      if (weights.length === 1 && slopes.length === upstream.length) {
        lookup.send(slopes, weights[0] ?? 0);
        continue;
      }
      filled(slopes, upstream);
      const each = upstream.length / weights.length;
      for (let row = 0, j = 0; row < weights.length; row++) {
        const weight = weights[row] ?? 0;
        for (const end = j + each; j < end; j++) upstream[j] = (upstream[j] ?? 0) * weight;
      }
      lookup.send(upstream, 1);
    }
    this.#lookups.finish(gradient);
  }

  /** How often rows came that need other calls than those before. */
  get changes(): number {
    return this.#lookups.changes;
  }

  /**
   * What `run` and `addGradient` do for other runs on the rows of the latest run, as calls, after such a run, with the loss if
   * that was. Numbers of each run lie at `places` in its row, and its loss is written to `loss` there; log π and the gradient
   * are those of the latest run, in the room. Null where some of it is not compiled.
   */
  callsFor(places: ReadonlyMap<string, number>, loss: number, logPi: Float64Array, weight: number): LossCalls | null {
    const compiled = this.#latest;
    if (this.#room === null || !this.#room.holds(logPi) || this.#replaced.size > 0) return null;
    const { copy, spread, mean: findMean } = this.#room.compiled;
    const settings = [...places].flatMap(([name, place]) => {
      const given = compiled.program.given(name);
      return given === undefined ? [] : [{ place, given }];
    });
    const moving = this.#moving.flatMap(({ given }) => given ?? []);
    const computed = compiled.program.callsFor(
      moving,
      settings.map(({ given }) => given),
    );
    if (computed === null) return null;
    const read: Call[] = [];
    const sent: Call[] = [];
    for (const [i, { given, upstream, lookup }] of this.#moving.entries()) {
      const slopes = compiled.slopes[i];
      if (lookup.calls === null || slopes === undefined) return null;
      if (given !== undefined) {
        const { values } = given;
        const isCopied = this.#gathering !== null;
        read.push(
          isCopied ? callOf(copy, logPi.byteOffset, values.byteOffset, values.length) : lookup.calls.read(values),
        );
      }
      const times = upstream.length / slopes.length;
      if (times > 1) sent.push(callOf(spread, slopes.byteOffset, upstream.byteOffset, slopes.length, times));
      sent.push(lookup.calls.send(times > 1 ? upstream : slopes, weight));
    }
    const rows = compiled.loss;
    const found = rows && { ...callOf(findMean, rows.byteOffset, rows.length), result: inRow(loss) };
    return { settings, calls: [...read, ...computed, ...(found ? [found] : []), ...sent] };
  }

  #settingsOf(numbers: readonly Numbers[], { fixed }: Bindings, place: number): readonly Setting[] {
    const known = this.#settings[place];
    if (known?.of === numbers) return known.found;
    const found = numbers.flatMap((some) =>
      [...some].flatMap(([name, values]) => {
        const given = this.#withLoss.program.given(name);
        if (given === undefined) return [];
        if (values.length !== given.values.length) throw new Error(`${name} has ${values.length} values`);
        return [{ name, given, values, replaces: fixed.has(name) }];
      }),
    );
    this.#settings[place] = { of: numbers, found };
    return found;
  }

  /** Takes what is bound, where it is not that of the latest run or other numbers stood in its place. */
  #bind(bindings: Bindings): void {
    const { program } = this.#withLoss;
    if (bindings !== this.#bindings) {
      for (const [name, values] of bindings.fixed) program.set(name, values);
      for (const [name, values] of bindings.gathered?.tables ?? []) program.set(name, values);
      if (this.#gathering !== null && bindings.gathered !== null) {
        this.#gathering.choices.set(bindings.gathered.choices);
        this.#gathering.version += 1;
      }
      this.#bindings = bindings;
      this.#lookups.bind(bindings);
    } else {
      for (const name of this.#replaced) {
        const values = bindings.fixed.get(name);
        if (values !== undefined) program.set(name, values);
      }
    }
    if (this.#replaced.size > 0) this.#replaced.clear();
  }
}
