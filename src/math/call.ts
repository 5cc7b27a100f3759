/** Calls of compiled functions, written down so that they can be made again in compiled code, for one run after another. */

/** An address, or a count. A row is what lies in memory of one run; places in it are bytes from its start. */
export type Address =
  | { readonly kind: 'integer'; readonly value: number }
  /** The address of a place in the row at hand. */
  | { readonly kind: 'in-row'; readonly place: number };

/** What a function is called with. */
export type Argument =
  | Address
  | { readonly kind: 'number'; readonly value: number }
  /** The number at an address. */
  | { readonly kind: 'number-at'; readonly address: number }
  /** The number at a place in the row at hand. */
  | { readonly kind: 'number-in-row'; readonly place: number };

export interface Call {
  /** A function that a module of WebAssembly exports. */
  readonly of: CallableFunction;
  readonly with: readonly Argument[];
  /** Where the number that it returns is written; undefined where it returns none. */
  readonly result?: Address;
  /** Made only where one of these settings differs from that of the row before, by their order; undefined is always. */
  readonly when?: readonly number[];
}

/** A number of each row that is written to an address before the calls are made. */
export interface Setting {
  readonly place: number;
  readonly to: number;
}

export const integer = (value: number): Address => ({ kind: 'integer', value });
export const number = (value: number): Argument => ({ kind: 'number', value });
export const numberAt = (address: number): Argument => ({ kind: 'number-at', address });
export const inRow = (place: number): Address => ({ kind: 'in-row', place });
export const numberInRow = (place: number): Argument => ({ kind: 'number-in-row', place });

/** A call with nothing but addresses and counts. */
export const callOf = (of: CallableFunction, ...integers: readonly number[]): Call => ({
  of,
  with: integers.map(integer),
});
