/** WebAssembly modules written byte by byte: loops over float64, two numbers at a time. */

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

/** The operand or result of an instruction: an array is read and written at the place that the loop is at. */
const place = 0;
const types = { i32: 0x7f, v128: 0x7b, function: 0x60 } as const;
/** Addresses are the place of the loop plus a constant, 16 bytes at a time. */
const memory = (at: number): number[] => [4, ...unsigned(at)];

/** Instructions that leave one v128 on the stack, or take it from there. */
export const code = {
  get: (local: number): number[] => [0x20, ...unsigned(local)],
  set: (local: number): number[] => [0x21, ...unsigned(local)],
  load: (at: number): number[] => [0x20, place, ...simd(0), ...memory(at)],
  /** The same number twice. */
  splat: (at: number): number[] => [0x41, 0, ...simd(10), 3, ...unsigned(at)],
  store: (at: number, value: readonly number[]): number[] => [0x20, place, ...value, ...simd(11), ...memory(at)],
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

/** One loop over `count` numbers. */
export interface Loop {
  readonly name: string;
  readonly count: number;
  /** Local 0 is the place that the loop is at; those from 1 on hold two numbers each. */
  readonly locals: number;
  readonly body: readonly number[];
}

/** A function without arguments for each loop. */
export const moduleOf = (loops: readonly Loop[]): Uint8Array<ArrayBuffer> => {
  const memoryFromOutside = [...text('env'), ...text('memory'), 0x02, 0x00, 0x00];
  const bodies = loops.map(({ count, locals, body }) =>
    sized(
      joined(
        list([
          [1, types.i32],
          [locals, types.v128],
        ]),
        // loop … place += 16; if place < end, again
        [0x03, 0x40],
        body,
        [0x20, place, 0x41, 16, 0x6a, 0x22, place, 0x41, ...signed(8 * count), 0x48, 0x0d, 0, 0x0b, 0x0b],
      ),
    ),
  );
  return new Uint8Array(
    joined(
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, list([[types.function, 0, 0]])),
      section(2, list([memoryFromOutside])),
      section(3, list(loops.map(() => [0]))),
      section(7, list(loops.map(({ name }, i) => joined(text(name), [0x00], unsigned(i))))),
      section(10, list(bodies)),
    ),
  );
};
