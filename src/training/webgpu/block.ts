/** What a loss reads of its rows, as a block of 32-bit words that a shader finds its way in. */
import type { Bindings, LinearForms } from '../../objectives/bind';

/** A block: the response of each moving entry, then by response which entries are of it, then the fixed numbers. */
export interface BlockLayout {
  readonly rows: number;
  readonly groupSize: number;
  /** By symbol that moves: where its entries begin among all. */
  readonly moving: ReadonlyMap<string, number>;
  /** Moving entries in all. */
  readonly entries: number;
  /** Where the list of each response begins and, after it, the lists. */
  readonly starts: number;
  readonly lists: number;
  /** By symbol that does not move: where its numbers begin. */
  readonly fixed: ReadonlyMap<string, number>;
  /** Words. */
  readonly size: number;
}

/** Forms that are log π of single responses. */
const responsesOf = ({ choices, width, factors, constants }: LinearForms): Int32Array => {
  if (width !== 1 || factors !== null || constants !== null) throw new Error('not log π of single responses');
  return choices;
};

/** For rows of `responses` responses in all. */
export const layoutOf = ({ rows, groupSize, moving, fixed }: Bindings, responses: number): BlockLayout => {
  let entries = 0;
  const firstEntries = new Map<string, number>();
  for (const [name, forms] of moving) {
    firstEntries.set(name, entries);
    entries += responsesOf(forms).length;
  }
  const starts = entries;
  const lists = starts + responses + 1;
  let size = lists + entries;
  const places = new Map<string, number>();
  for (const [name, values] of fixed) {
    places.set(name, size);
    size += values.length;
  }
  return { rows, groupSize, moving: firstEntries, entries, starts, lists, fixed: places, size };
};

/** Words that are read as integers and as numbers. */
export class Words {
  readonly integers: Uint32Array<ArrayBuffer>;
  readonly numbers: Float32Array<ArrayBuffer>;

  constructor(size: number) {
    this.integers = new Uint32Array(size);
    this.numbers = new Float32Array(this.integers.buffer);
  }
}

/** Writes rows of this layout from word `at` on. */
export const writeBlock = (words: Words, at: number, { moving, fixed, rows }: Bindings, layout: BlockLayout): void => {
  if (rows !== layout.rows) throw new Error(`${rows} rows, not ${layout.rows}`);
  for (const [name, forms] of moving) words.integers.set(responsesOf(forms), at + (layout.moving.get(name) ?? 0));
  for (const [name, values] of fixed) words.numbers.set(values, at + (layout.fixed.get(name) ?? 0));
  const picked = words.integers.subarray(at, at + layout.entries);
  // Where each list ends, moved back to where it begins as it is filled from its end.
  const starts = words.integers.subarray(at + layout.starts, at + layout.lists).fill(0);
  for (const response of picked) starts[response] = (starts[response] ?? 0) + 1;
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  for (let entry = picked.length - 1; entry >= 0; entry--) {
    const response = picked[entry] ?? 0;
    const place = (starts[response] ?? 0) - 1;
    starts[response] = place;
    words.integers[at + layout.lists + place] = entry;
  }
};
