/** WebAssembly modules written byte by byte: loops over float64, two numbers at a time, and calls of other modules. */
import type { Argument, Call, Setting } from './call';

/** LEB128, unsigned. */
const unsigned = (value: number): number[] => {
  const bytes: number[] = [];
  let left = value;
  do {
    const low = left % 128;
    left = Math.floor(left / 128);
    bytes.push(left > 0 ? low + 128 : low);
  } while (left > 0);
  return bytes;
};

/** LEB128, signed, of what is not negative. */
const signed = (value: number): number[] => {
  const bytes: number[] = [];
  let left = value;
  for (;;) {
    const low = left % 128;
    left = Math.floor(left / 128);
    if (left === 0 && low < 64) return [...bytes, low];
    bytes.push(low + 128);
  }
};

/** Several times as fast as spreading, which takes each byte by itself. */
const joined = (...parts: readonly (readonly number[])[]): number[] => ([] as number[]).concat(...parts);

const text = (name: string): number[] => [...unsigned(name.length), ...[...name].map((letter) => letter.charCodeAt(0))];
const list = (items: readonly (readonly number[])[]): number[] => joined(unsigned(items.length), ...items);
const sized = (bytes: readonly number[]): number[] => joined(unsigned(bytes.length), bytes);
const section = (id: number, bytes: readonly number[]): number[] => joined([id], sized(bytes));

const simd = (code: number): number[] => [0xfd, ...unsigned(code)];
const bytesOfNumber = (value: number): number[] => [...new Uint8Array(Float64Array.of(value).buffer)];

/** The local that says where a loop is: at a place in every array that it reads and writes, or at a row. */
const place = 0;
const types = { i32: 0x7f, f64: 0x7c, v128: 0x7b, function: 0x60 } as const;
/** Addresses are the place of the loop plus a constant, 16 bytes at a time. */
const memory = (at: number): number[] => [4, ...unsigned(at)];
/** The same, 8 bytes at a time. */
const memoryOfNumber = (at: number): number[] => [3, ...unsigned(at)];

/** Instructions by their names in the specification. */
const op = {
  block: { loop: [0x03, 0x40], if: [0x04, 0x40], end: 0x0b },
  br_if: (depth: number) => [0x0d, depth],
  call: (index: number) => [0x10, ...unsigned(index)],
  local: {
    get: (local: number) => [0x20, ...unsigned(local)],
    set: (local: number) => [0x21, ...unsigned(local)],
    tee: (local: number) => [0x22, ...unsigned(local)],
  },
  i32: { const: (value: number) => [0x41, ...signed(value)], lt_s: 0x48, add: 0x6a, or: 0x72 },
  i64: { load: (at: number) => [0x29, ...memoryOfNumber(at)], ne: 0x52 },
  f64: {
    load: (at: number) => [0x2b, ...memoryOfNumber(at)],
    store: (at: number) => [0x39, ...memoryOfNumber(at)],
    const: (value: number) => [0x44, ...bytesOfNumber(value)],
  },
} as const;

/** Instructions that leave one v128 on the stack, or take it from there. */
export const code = {
  get: op.local.get,
  set: op.local.set,
  load: (at: number): number[] => [...op.local.get(place), ...simd(0), ...memory(at)],
  /** The same number twice. */
  splat: (at: number): number[] => [...op.i32.const(0), ...simd(10), ...memoryOfNumber(at)],
  store: (at: number, value: readonly number[]): number[] => [
    ...op.local.get(place),
    ...value,
    ...simd(11),
    ...memory(at),
  ],
  constant: (value: number): number[] => [...simd(12), ...bytesOfNumber(value), ...bytesOfNumber(value)],
  abs: simd(0xec),
  neg: simd(0xed),
  sqrt: simd(0xef),
  add: simd(0xf0),
  sub: simd(0xf1),
  mul: simd(0xf2),
  div: simd(0xf3),
  min: simd(0xf4),
  max: simd(0xf5),
  less: simd(0x49),
  greater: simd(0x4a),
  and: simd(0x4e),
  bitselect: simd(0x52),
} as const;

/** A function of a module that is being written; its arguments, all i32, are its first locals. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  /** How many of each type. */
  readonly locals: readonly (readonly [count: number, type: number])[];
  readonly body: readonly number[];
}

/** The body, and again while the place, moved on `by` so many bytes, is below what `end` leaves on the stack. */
const repeated = (body: readonly number[], by: number, end: readonly number[]): number[] =>
  joined(
    op.block.loop,
    body,
    [...op.local.get(place), ...op.i32.const(by), op.i32.add, ...op.local.tee(place)],
    [...end, op.i32.lt_s, ...op.br_if(0), op.block.end],
  );

/** One loop over `count` numbers. The body's local 0 is the place that it is at; `pairs` from 1 on hold two numbers each. */
export const loop = (name: string, count: number, pairs: number, body: readonly number[]): WasmFunction => ({
  name,
  parameters: 0,
  locals: [
    [1, types.i32],
    [pairs, types.v128],
  ],
  body: repeated(body, 16, op.i32.const(8 * count)),
});

const argumentOf = (argument: Argument): number[] => {
  switch (argument.kind) {
    case 'integer':
      return op.i32.const(argument.value);
    case 'number':
      return op.f64.const(argument.value);
    case 'number-at':
      return [...op.i32.const(0), ...op.f64.load(argument.address)];
    case 'in-row':
      return [...op.local.get(place), ...op.i32.const(argument.place), op.i32.add];
    case 'number-in-row':
      return [...op.local.get(place), ...op.f64.load(argument.place)];
  }
};

const typeOf = ({ kind }: Argument): number => (kind === 'integer' || kind === 'in-row' ? types.i32 : types.f64);

/** The functions of other modules that are called, by number, with their types. */
export class Imports {
  readonly functions: CallableFunction[] = [];
  readonly types: number[][] = [];

  /** Instructions that make this call. */
  called(call: Call): number[] {
    const { result, with: given } = call;
    const made = joined(...given.map(argumentOf), op.call(this.#numberOf(call)));
    return result === undefined ? made : [...argumentOf(result), ...made, ...op.f64.store(0)];
  }

  #numberOf({ of, with: given, result }: Call): number {
    const known = this.functions.indexOf(of);
    if (known >= 0) return known;
    const results = result === undefined ? [] : [[types.f64]];
    this.types.push(joined([types.function], list(given.map((argument) => [typeOf(argument)])), list(results)));
    return this.functions.push(of) - 1;
  }
}

/** Makes this call. */
export const caller = (name: string, call: Call, imports: Imports): WasmFunction => ({
  name,
  parameters: 0,
  locals: [],
  body: imports.called(call),
});

/** What is done for each row. */
export interface OfEachRow {
  readonly settings: readonly Setting[];
  readonly calls: readonly Call[];
}

/** Whether a setting differs is kept in a local: they come after both arguments. */
const localOf = (setting: number): number => 2 + setting;

/** Whether the number in the row has other bits than that at the address, where it is then written. */
const set = ({ place: from, to }: Setting, i: number): number[] => [
  ...[...op.local.get(place), ...op.i64.load(from), ...op.i32.const(0), ...op.i64.load(to), op.i64.ne],
  ...op.local.set(localOf(i)),
  ...[...op.i32.const(0), ...op.local.get(place), ...op.f64.load(from), ...op.f64.store(to)],
];

/** Whether any of these differs. */
const anyDiffers = (settings: readonly number[]): number[] => [
  ...op.i32.const(0),
  ...settings.flatMap((setting) => [...op.local.get(localOf(setting)), op.i32.or]),
];

/** Does this for each row of `bytes`, from the address that is its first argument to before its second. */
export const forEachRow = (
  name: string,
  bytes: number,
  { settings, calls }: OfEachRow,
  imports: Imports,
): WasmFunction => {
  const called = calls.map(({ when, ...call }) => {
    const made = imports.called(call);
    return when === undefined ? made : [...anyDiffers(when), ...op.block.if, ...made, op.block.end];
  });
  return {
    name,
    parameters: 2,
    locals: [[settings.length, types.i32]],
    body: repeated(joined(...settings.map(set), ...called), bytes, op.local.get(1)),
  };
};

/** The module exports its functions. It is given a memory, and what it imports by number. */
export const moduleOf = (functions: readonly WasmFunction[], imports = new Imports()): Uint8Array<ArrayBuffer> => {
  const memoryFromOutside = [...text('env'), ...text('memory'), 0x02, 0x00, 0x00];
  const first = imports.functions.length;
  const imported = imports.functions.map((_, i) => [...text('other'), ...text(String(i)), 0x00, ...unsigned(i)]);
  const typeOfFunction = ({ parameters }: WasmFunction): number[] =>
    joined([types.function], list(Array.from({ length: parameters }, () => [types.i32])), [0]);
  const bodies = functions.map(({ locals, body }) =>
    sized(joined(list(locals.map(([count, type]) => [...unsigned(count), type])), body, [op.block.end])),
  );
  return new Uint8Array(
    joined(
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, list([...imports.types, ...functions.map(typeOfFunction)])),
      section(2, list([memoryFromOutside, ...imported])),
      section(3, list(functions.map((_, i) => unsigned(first + i)))),
      section(7, list(functions.map(({ name }, i) => joined(text(name), [0x00], unsigned(first + i))))),
      section(10, list(bodies)),
    ),
  );
};
