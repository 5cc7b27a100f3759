/** What a loss reads of its rows, as a block of 32-bit words that a shader finds its way in. */
import type { Bindings } from '../../objectives/bind';
import type { LinearForms } from '../../objectives/linear-forms';

/** Where the numbers of a symbol that moves are looked up: places in a block. */
export interface FormsLayout {
  /** Its first entry among all that move. */
  readonly entry: number;
  /** Columns of log π that an entry sums. */
  readonly width: number;
  readonly columns: number;
  /** null where every factor is 1, and where all constants are 0. */
  readonly factors: number | null;
  readonly constants: number | null;
}

/**
 * A block: by symbol the columns, then by column which entries sum it, with the factors of those where they differ, then
 * the fixed numbers, and where the list of each column begins, of which there are as many as the step has columns.
 */
export interface BlockLayout {
  readonly rows: number;
  readonly groupSize: number;
  readonly moving: ReadonlyMap<string, FormsLayout>;
  /** Moving entries in all. */
  readonly entries: number;
  readonly lists: number;
  readonly listFactors: number | null;
  /** By symbol that does not move: where its numbers begin. */
  readonly fixed: ReadonlyMap<string, number>;
  /** Where the beginnings of the lists stand, after all else. */
  readonly starts: number;
}

/** A column that adds nothing. */
export const noColumn = 0xffff_ffff;

export const layoutOf = ({ rows, groupSize, moving, fixed }: Bindings): BlockLayout => {
  let [size, entries] = [0, 0];
  const take = (count: number): number => {
    size += count;
    return size - count;
  };
  const forms = new Map<string, FormsLayout>();
  for (const [name, { choices, width, factors, constants }] of moving) {
    const count = choices.length / width;
    forms.set(name, {
      entry: entries,
      width,
      columns: take(choices.length),
      factors: factors === null ? null : take(choices.length),
      constants: constants === null ? null : take(count),
    });
    entries += count;
  }
  const each = [...moving.values()];
  const summed = each.reduce((sum, { choices }) => sum + choices.length, 0);
  const lists = take(summed);
  const listFactors = each.some(({ factors }) => factors !== null) ? take(summed) : null;
  const places = new Map([...fixed].map(([name, values]) => [name, take(values.length)]));
  return { rows, groupSize, moving: forms, entries, lists, listFactors, fixed: places, starts: size };
};

/** Words of a block where the step has so many columns. */
export const sizeOf = ({ starts }: BlockLayout, columns: number): number => starts + columns + 1;

/** Words that are read as integers and as numbers. */
export class Words {
  readonly integers: Uint32Array<ArrayBuffer>;
  readonly numbers: Float32Array<ArrayBuffer>;

  constructor(size: number) {
    this.integers = new Uint32Array(size);
    this.numbers = new Float32Array(this.integers.buffer);
  }
}

/** The columns of a step: `columnOf` says which one a choice of the tree has. */
export interface Columns {
  readonly count: number;
  readonly columnOf: (choice: number) => number;
}

/** Writes rows of this layout from word `at` on. */
export const writeBlock = (
  { integers, numbers }: Words,
  at: number,
  { moving, fixed, rows }: Bindings,
  layout: BlockLayout,
  { count, columnOf }: Columns,
): void => {
  if (rows !== layout.rows) throw new Error(`${rows} rows, not ${layout.rows}`);
  for (const [name, values] of fixed) numbers.set(values, at + (layout.fixed.get(name) ?? 0));
  const starts = integers.subarray(at + layout.starts, at + layout.starts + count + 1).fill(0);
  const each = [...moving].map(([name, forms]) => {
    const places = layout.moving.get(name);
    if (places === undefined) throw new Error(`no place for ${name}`);
    return { forms, places };
  });
  for (const { forms, places } of each) {
    const columns = at + places.columns;
    forms.choices.forEach((choice, i) => {
      const column = choice < 0 ? noColumn : columnOf(choice);
      integers[columns + i] = column;
      if (choice >= 0) starts[column] = (starts[column] ?? 0) + 1;
    });
    if (places.factors !== null && forms.factors !== null) numbers.set(forms.factors, at + places.factors);
    if (places.constants !== null && forms.constants !== null) numbers.set(forms.constants, at + places.constants);
  }
  // Where each list ends, moved back to where it begins as it is filled from its end.
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  for (const { forms, places } of each.toReversed())
    fillLists({ integers, numbers }, at, forms, places, layout, starts);
};

const fillLists = (
  { integers, numbers }: Pick<Words, 'integers' | 'numbers'>,
  at: number,
  { choices, factors }: LinearForms,
  { entry, width, columns }: FormsLayout,
  { lists, listFactors }: BlockLayout,
  starts: Uint32Array,
): void => {
  for (let i = choices.length - 1; i >= 0; i--) {
    const column = integers[at + columns + i] ?? noColumn;
    if (column === noColumn) continue;
    const place = (starts[column] ?? 0) - 1;
    starts[column] = place;
    integers[at + lists + place] = entry + Math.floor(i / width);
    if (listFactors !== null) numbers[at + listFactors + place] = factors?.[i] ?? 1;
  }
};
