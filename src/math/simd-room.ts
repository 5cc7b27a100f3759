/**
 * Compiled float64 arithmetic, two numbers at a time, with the very bits of the plain code beside which it stands: the
 * same operations in the same order (assembly/float64). It works on arrays in a memory of its own.
 */
import { compiledOnce } from './compiled-once';
import { powersOfTwo } from './elementary/powers';
import { binary } from './simd-binary';

/** Writes a function of each of `count` numbers. */
type OfEach = (x: number, to: number, count: number) => void;

/** Functions over byte addresses; 0 is no array. Lengths are counts of numbers. */
interface Compiled {
  /** Where 2^(j/64) must be written before anything is computed, and the first address that is free for arrays. */
  readonly powers: WebAssembly.Global;
  readonly free: WebAssembly.Global;
  readonly exp: (x: number, to: number, count: number, most: number) => void;
  readonly exponentialUtility: (
    x: number,
    strideX: number,
    k: number,
    strideK: number,
    to: number,
    count: number,
    most: number,
  ) => void;
  readonly log: OfEach;
  readonly sigmoid: OfEach;
  readonly softplus: OfEach;
  readonly logSigmoid: OfEach;
  readonly softmaxAt: (nodes: number, count: number, choices: number, logPi: number, pi: number) => void;
  readonly softmaxBack: (
    nodes: number,
    count: number,
    choices: number,
    pi: number,
    upstream: number,
    towards: number,
  ) => void;
  readonly gaussian: (x: number, count: number, mean: number, precision: number, logits: number) => void;
  readonly precisionOf: (logWidth: number) => number;
  readonly towardsMean: (x: number, count: number, mean: number, precision: number, upstream: number) => number;
  readonly towardsLogWidth: (x: number, count: number, mean: number, precision: number, upstream: number) => number;
  readonly groupSoftmax: (x: number, to: number, groups: number, size: number) => void;
  readonly groupLogSoftmax: (x: number, to: number, groups: number, size: number) => void;
  readonly gatheredSoftmax: (
    x: number,
    count: number,
    choices: number,
    powers: number,
    to: number,
    groups: number,
    size: number,
  ) => void;
  readonly gathered: (choices: number, from: number, to: number, count: number) => void;
  readonly spread: (x: number, to: number, groups: number, size: number) => void;
  readonly mean: (x: number, count: number) => number;
  readonly groupSum: (x: number, to: number, groups: number, size: number) => void;
  readonly valuesOf: (
    choices: number,
    width: number,
    factors: number,
    constants: number,
    columns: number,
    values: number,
    count: number,
  ) => void;
  readonly addTransposed: (
    choices: number,
    width: number,
    factors: number,
    upstream: number,
    weight: number,
    gradient: number,
    count: number,
  ) => void;
  /** θ, both moments, the gradient, what they become, and then numbers as `adam` of assembly/float64 says. */
  readonly adam: (...placesAndNumbers: number[]) => number;
  readonly adamRow: (row: number, gradient: number, next: number, count: number, numbers: number) => void;
  readonly copy: (from: number, to: number, count: number) => void;
  readonly clear: (to: number, count: number) => void;
}

const isCompiled = (exports: object): exports is Compiled => 'adamRow' in exports && 'softmaxAt' in exports;

const page = 65_536;
const width = 8;
/** What the functions' own numbers take at most. */
const own = 4096;
/** Numbers are computed in fours, so each array has room for a multiple of four. */
const together = 32;

/** null where WebAssembly has no SIMD. */
const moduleOf = compiledOnce(binary);

/** Bytes that an array of so many numbers takes. */
export const bytesOf = (count: number): number => Math.ceil((count * width) / together) * together;

export class SimdRoom {
  readonly compiled: Compiled;
  readonly #memory: WebAssembly.Memory;
  #free: number;
  readonly #end: number;

  /** The bytes of this memory from `start` to before `end`. */
  private constructor(memory: WebAssembly.Memory, compiled: Compiled, start: number, end: number) {
    this.#memory = memory;
    this.compiled = compiled;
    this.#free = start;
    this.#end = end;
  }

  static of(module: WebAssembly.Module, bytes: number): SimdRoom {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((own + bytes) / page) });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    if (!isCompiled(exports)) throw new Error('a function is missing from the compiled module');
    new Float64Array(memory.buffer, exports.powers.value).set(powersOfTwo);
    return new SimdRoom(memory, exports, Math.ceil(exports.free.value / together) * together, memory.buffer.byteLength);
  }

  /** So many of its bytes, for others in the same memory; null where there are not as many left. */
  part(bytes: number): SimdRoom | null {
    const whole = Math.ceil(bytes / together) * together;
    if (this.#free + whole > this.#end) return null;
    const start = this.#take(whole);
    return new SimdRoom(this.#memory, this.compiled, start, this.#free);
  }

  /** Whether these numbers lie in its memory, in whichever part. */
  holds({ buffer }: Float64Array): boolean {
    return buffer === this.#buffer;
  }

  /** An array of zeros. */
  numbers(count: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#buffer, this.#take(bytesOf(count)), count);
  }

  integers(count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#buffer, this.#take(bytesOf(Math.ceil(count / 2))), count);
  }

  /** Functions of a module that was made to work in this memory, and is given these of others by number. */
  open(code: Uint8Array<ArrayBuffer>, other: readonly CallableFunction[] = []): WebAssembly.Exports {
    const imports = { env: { memory: this.#memory }, other: Object.fromEntries(other.entries()) };
    return new WebAssembly.Instance(new WebAssembly.Module(code), imports as WebAssembly.Imports).exports;
  }

  get #buffer(): ArrayBuffer {
    return this.#memory.buffer as ArrayBuffer;
  }

  #take(bytes: number): number {
    const at = this.#free;
    this.#free += bytes;
    if (this.#free > this.#end) throw new Error('the memory for compiled arithmetic is full');
    return at;
  }
}

/**
 * Room for arrays of so many bytes in all, or null where WebAssembly has no SIMD or there is not so much memory: then
 * plain code computes the same.
 */
export type OpenRoom = (bytes: number) => SimdRoom | null;

export const openRoom: OpenRoom = (bytes) => {
  const module = moduleOf();
  if (module === null) return null;
  try {
    return SimdRoom.of(module, bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** Opens rooms in one memory, where arrays need not be copied from one to the other, until its bytes are taken; then others. */
export const roomsTogether = (bytes: number): OpenRoom => {
  const all = openRoom(bytes);
  return (asked) => all?.part(asked) ?? openRoom(asked);
};
