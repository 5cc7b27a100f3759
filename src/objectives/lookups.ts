/** How a loss reads log π of choices and sends its gradient back to them: as plain code, or compiled. */
import type { SymbolNode } from '../expression/node';
import { type Call, callOf, integer, number } from '../math/call';
import { bytesOf, type SimdRoom } from '../math/simd-room';
import type { Bindings } from './bind';
import { addTransposed, type LinearForms, valuesOf } from './linear-forms';

/** The forms of one moving symbol. */
export interface Lookup {
  /** Writes their values. */
  readonly read: (values: Float64Array) => void;
  /** Adds what comes back from ∂L/∂ the values, which is `weight` · `upstream`. */
  readonly send: (upstream: Float64Array, weight: number) => void;
  /** The same for the forms taken last, as calls. */
  readonly calls: {
    readonly read: (values: Float64Array) => Call;
    readonly send: (upstream: Float64Array, weight: number) => Call;
  } | null;
}

export interface Lookups {
  /** Takes the forms of these rows. */
  readonly bind: (bindings: Bindings) => void;
  /** How often forms came that need other calls. */
  readonly changes: number;
  /** Reads log π of the choices [M · V] from here on. */
  readonly from: (logPi: Float64Array) => void;
  /** Adds to this gradient [M · V] from here on, which is complete after `finish`. */
  readonly towards: (gradient: Float64Array) => void;
  readonly finish: (gradient: Float64Array) => void;
  readonly of: (name: string) => Lookup;
}

const nothing: Float64Array = new Float64Array(0);

export const plainLookups = (): Lookups => {
  let forms: Bindings['moving'] = new Map();
  let [from, to] = [nothing, nothing];
  const formOf = (name: string): LinearForms => {
    const form = forms.get(name);
    if (form === undefined) throw new Error(`nothing moves ${name}`);
    return form;
  };
  return {
    bind: ({ moving }) => {
      forms = moving;
    },
    changes: 0,
    from: (logPi) => {
      from = logPi;
    },
    towards: (gradient) => {
      to = gradient;
    },
    finish: () => {},
    of: (name) => ({
      read: (values) => valuesOf(formOf(name), from, values),
      send: (upstream, weight) => addTransposed(formOf(name), upstream, to, weight),
      calls: null,
    }),
  };
};

const formsOf = ({ moving }: Bindings, symbols: readonly SymbolNode[]): readonly (readonly [string, LinearForms])[] =>
  symbols.flatMap(({ name }) => {
    const form = moving.get(name);
    return form === undefined ? [] : [[name, form] as const];
  });

/** Choices are copied where they are fewer than the places that are looked up. */
const copies = (like: Bindings, symbols: readonly SymbolNode[], columns: number): boolean =>
  columns <= formsOf(like, symbols).reduce((sum, [, { choices }]) => sum + choices.length, 0);

/** Bytes that `simdLookups` takes. */
export const bytesOfLookups = (like: Bindings, symbols: readonly SymbolNode[], columns: number): number =>
  formsOf(like, symbols).reduce(
    (sum, [, { choices, factors, constants }]) =>
      sum + bytesOf(choices.length) + bytesOf(factors?.length ?? 0) + bytesOf(constants?.length ?? 0),
    2 * bytesOf(columns),
  );

/** An array in a room: itself where it lies there, else what is copied there and back. */
class RoomArray {
  /** Its address. */
  at = 0;
  readonly #room: SimdRoom;
  readonly #copy: Float64Array;
  #latest: Float64Array | null = null;
  #isCopied = false;

  constructor(room: SimdRoom, count: number) {
    this.#room = room;
    this.#copy = room.numbers(count);
  }

  bring(values: Float64Array): void {
    if (values !== this.#latest) {
      this.#isCopied = !this.#room.holds(values);
      this.at = (this.#isCopied ? this.#copy : values).byteOffset;
      this.#latest = values;
    }
    if (this.#isCopied) this.#copy.set(values);
  }

  takeBack(values: Float64Array): void {
    if (this.#isCopied) values.set(this.#copy);
  }
}

/** For rows like these; as plain code does where that is no more work than copying log π and the gradient. */
export const simdLookups = (
  room: SimdRoom,
  like: Bindings,
  symbols: readonly SymbolNode[],
  columns: number,
): Lookups => {
  if (!copies(like, symbols, columns)) return plainLookups();
  const [logPi, gradient] = [new RoomArray(room, columns), new RoomArray(room, columns)];
  const placed = new Map(
    formsOf(like, symbols).map(([name, { choices, width, factors, constants }]) => {
      const own = {
        choices: room.integers(choices.length),
        factors: factors && room.numbers(factors.length),
        constants: constants && room.numbers(constants.length),
      };
      const addresses = {
        width,
        choices: own.choices.byteOffset,
        factors: own.factors?.byteOffset ?? 0,
        constants: own.constants?.byteOffset ?? 0,
        /** Whether each value is that of one choice. */
        areChoices: false,
      };
      return [name, { own, addresses }] as const;
    }),
  );
  const placeOf = (name: string) => {
    const place = placed.get(name);
    if (place === undefined) throw new Error(`nothing moves ${name}`);
    return place.addresses;
  };
  let changes = 0;
  return {
    get changes() {
      return changes;
    },
    bind: ({ moving }) => {
      for (const [name, { own, addresses }] of placed) {
        const form = moving.get(name);
        if (form === undefined) continue;
        const { width, factors, constants, choices } = form;
        const areChoices = width === 1 && factors === null && constants === null && !choices.includes(-1);
        if (areChoices !== addresses.areChoices) changes += 1;
        addresses.areChoices = areChoices;
        own.choices.set(form.choices);
        if (form.factors !== null) own.factors?.set(form.factors);
        if (form.constants !== null) own.constants?.set(form.constants);
      }
    },
    from: (values) => logPi.bring(values),
    towards: (values) => gradient.bring(values),
    finish: (values) => gradient.takeBack(values),
    of: (name) => {
      const place = placeOf(name);
      const { choices, width, factors, constants } = place;
      const { gathered, valuesOf: read, addTransposed: send } = room.compiled;
      return {
        read: (values) => {
          if (place.areChoices) gathered(choices, logPi.at, values.byteOffset, values.length);
          else read(choices, width, factors, constants, logPi.at, values.byteOffset, values.length);
        },
        send: (upstream, weight) =>
          send(choices, width, factors, upstream.byteOffset, weight, gradient.at, upstream.length),
        calls: {
          read: ({ byteOffset, length }) =>
            place.areChoices
              ? callOf(gathered, choices, logPi.at, byteOffset, length)
              : callOf(read, choices, width, factors, constants, logPi.at, byteOffset, length),
          send: ({ byteOffset, length }, weight) => {
            const from = [choices, width, factors, byteOffset].map(integer);
            return { of: send, with: [...from, number(weight), integer(gradient.at), integer(length)] };
          },
        },
      };
    },
  };
};
