/** Calls of compiled functions, written down so that they can be made again in compiled code, for one run after another. */

/** What a function is called with. A row is what lies in memory of one run; places in it are bytes from its start. */
export type Argument =
  /** An address, or a count. */
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'number'; readonly value: number }
  /** The number at an address. */
  | { readonly kind: 'number-at'; readonly address: number }
  /** The address of a place in the row at hand. */
  | { readonly kind: 'in-row'; readonly place: number }
  /** The number that lies there. */
  | { readonly kind: 'number-in-row'; readonly place: number };

export interface Call {
  /** A function that a module of WebAssembly exports. */
  readonly of: CallableFunction;
  readonly with: readonly Argument[];
  /** The address to which the number it returns is written; undefined where it returns none. */
  readonly result?: number;
  /** Made only where one of these settings differs from that of the row before, by their order; undefined is always. */
  readonly when?: readonly number[];
}

/** A number of each row that is written to an address before the calls are made. */
export interface Setting {
  readonly place: number;
  readonly to: number;
}

export const integer = (value: number): Argument => ({ kind: 'integer', value });
export const number = (value: number): Argument => ({ kind: 'number', value });
export const numberAt = (address: number): Argument => ({ kind: 'number-at', address });
export const inRow = (place: number): Argument => ({ kind: 'in-row', place });
export const numberInRow = (place: number): Argument => ({ kind: 'number-in-row', place });

/** A call with nothing but addresses and counts. */
export const callOf = (of: CallableFunction, ...integers: readonly number[]): Call => ({
  of,
  with: integers.map(integer),
});
