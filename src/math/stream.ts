/** Seeded random streams: each has a name, so that what one part draws never shifts another part's numbers. */

import { cos, log } from './elementary';

/** State of a stream: four unsigned 32-bit integers. */
export type StreamState = readonly [number, number, number, number];

/** 32-bit hash of a text (FNV-1a), to turn a stream's name into a seed. */
const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
};

/** SplitMix32: spreads one seed over the words of a state. */
const splitMix = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
};

/** The sfc32 generator (Doty-Humphrey, PractRand): small, fast, and its whole state can be kept in a checkpoint. */
export class Stream {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;
  readonly #one = new Float64Array(1);

  constructor(state: StreamState) {
    [this.#a, this.#b, this.#c, this.#counter] = state;
  }

  /** The stream of this name under this seed. */
  static named(seed: number, name: string): Stream {
    const words = splitMix(seed ^ hashText(name));
    const stream = new Stream([words(), words(), words(), 1]);
    for (let i = 0; i < 12; i++) stream.uniform();
    return stream;
  }

  get state(): StreamState {
    return [this.#a, this.#b, this.#c, this.#counter];
  }

  /** Uniform on [0, 1), in steps of 2^−32. */
  uniform(): number {
    this.fill(this.#one);
    return this.#one[0] ?? 0;
  }

  /** Writes as many numbers as there is room for, those that `uniform` would give one after another. */
  fill(lots: Float64Array): void {
    let a = this.#a | 0;
    let b = this.#b | 0;
    let c = this.#c | 0;
    let counter = this.#counter | 0;
    for (let i = 0; i < lots.length; i++) {
      const t = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + t) | 0;
      lots[i] = (t >>> 0) / 4294967296;
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#counter = counter;
  }

  /** Uniform on 0 … count − 1. */
  integer(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** Standard normal (Box and Muller, 1958). The second number that two uniforms give is left: the state is all there is. */
  normal(): number {
    const radius = Math.sqrt(-2 * log(1 - this.uniform()));
    return radius * cos(2 * Math.PI * this.uniform());
  }
}
