/** Binds the symbols of a loss to responses: fixed numbers, and which log-probabilities of choices the moving ones sum. */
import { labelChance, type Preference, type Raters } from '../math/preference';
import type { AskedTableName, Domain, Slot, Source, TableName } from './domain';
import { divergences, isChoice, type LinearForms, type Paths, pathsOf, responseForms, valuesOf } from './linear-forms';

/** Rows of responses that a loss sees. */
export interface Draw {
  readonly rows: number;
  /** Flat indices, [rows, responses in a row] row-major: the chosen and the rejected one, or all of a group. */
  readonly responses: Int32Array;
  /** The same by place in a row, [rows] each, where they are at hand. */
  readonly columns?: readonly Int32Array[];
  /** [rows]: 1 where the judge preferred the first of two, else 0; where nobody was asked, it is left out. */
  readonly firstWins?: Float64Array;
}

/** A row a prompt with all its responses, in the order of the world's tables [prompts, responses]. */
export const everyResponse = (world: {
  readonly prompts: readonly unknown[];
  readonly logRef: Float64Array;
}): Draw => ({ rows: world.prompts.length, responses: Int32Array.from(world.logRef, (_, i) => i) });

/** Numbers by response, each [N], and by choice. */
export interface Tables extends Readonly<Record<TableName, Float64Array>> {
  readonly tree: Paths;
  /** log π_ref of each choice, [M · V]. */
  readonly choiceLogRef: Float64Array;
  readonly asked?: Readonly<Partial<Record<AskedTableName, Float64Array>>>;
  /** The same under the policy that drew the responses. */
  readonly choiceLogOld: Float64Array;
  /** How often the judge prefers each answer to each; null where its reward says so. */
  readonly preference: Preference | null;
}

/** What is looked up by the response alone. */
interface Gathered {
  /** N */
  readonly count: number;
  /** The response of each element. */
  readonly choices: Int32Array;
  readonly tables: ReadonlyMap<string, Float64Array>;
}

export interface Bindings {
  readonly rows: number;
  /** Elements in a row: 1 where a row is one number. */
  readonly groupSize: number;
  /** [rows] or [rows · groupSize], by symbol. */
  readonly fixed: ReadonlyMap<string, Float64Array>;
  /** One form a row, or an element, by symbol. */
  readonly moving: ReadonlyMap<string, LinearForms>;
  /**
   * Where elements are responses of one choice each, of fewer than there are elements: symbols that are looked up in tables
   * [N] are here and not among the fixed ones.
   */
  readonly gathered: Gathered | null;
}

const picked = (table: Float64Array, indices: Int32Array): Float64Array => {
  const values = new Float64Array(indices.length);
  for (let i = 0; i < values.length; i++) values[i] = table[indices[i] ?? 0] ?? 0;
  return values;
};

/** The table [N] in which a symbol is looked up by the response alone, each of one choice; undefined where it is not. */
const tableOf = (source: Source, tables: Tables): Float64Array | undefined => {
  if (source.of === 'behaviour' && source.what === 'response') return tables.choiceLogOld;
  if (source.of !== 'table') return undefined;
  return source.table === 'logRef' ? tables.choiceLogRef : tables[source.table];
};

/** The same answer to the same question is found once. */
const once = <Key, Found>(find: (key: Key) => Found): ((key: Key) => Found) => {
  const known = new Map<Key, Found>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
};

type Moving = Extract<Source, { readonly of: 'policy' | 'value' }>;
type Fixed = Exclude<Source, Moving>;

/** What symbols are at the responses of one draw; what several of them need is found once. */
class At {
  readonly #draw: Draw;
  readonly #tables: Tables;
  readonly #inRow: number;
  readonly groupSize: number;
  readonly #taste: Raters;
  readonly #responsesAt = once((slot: Slot) => (slot === 'each' ? this.#draw.responses : this.#everyRow(slot)));
  readonly #formsAt = once((slot: Slot) => responseForms(this.#tables.tree, this.#responsesAt(slot)));

  constructor({ elements }: Domain, draw: Draw, tables: Tables) {
    if (elements === 'choices') throw new Error('every beginning is not a draw of responses');
    this.#draw = draw;
    this.#tables = tables;
    this.#inRow = draw.columns?.length ?? draw.responses.length / draw.rows;
    this.#taste = { labelReward: tables.reward, preference: tables.preference };
    const { depth } = tables.tree;
    this.groupSize = { none: 1, responses: this.#inRow, tokens: depth, 'tokens of each': this.#inRow * depth }[
      elements
    ];
  }

  moving(source: Moving): LinearForms {
    return source.of === 'value' ? this.#valueForm() : this.#formOf(source.what, source.slot);
  }

  fixed(source: Fixed): Float64Array {
    const tables = this.#tables;
    switch (source.of) {
      case 'choice':
        throw new Error(`rows of responses read no ${source.table}`);
      case 'table':
        // Along the path, so that beginnings of responses have one too.
        if (source.table === 'logRef') return valuesOf(this.#formsAt(source.slot), tables.choiceLogRef);
        return picked(tables[source.table], this.#responsesAt(source.slot));
      case 'asked':
        return this.#asked(source.table);
      case 'reference':
        return this.#referenceAt(source.slot);
      case 'behaviour':
        return valuesOf(
          source.what === 'value' ? this.#valueForm() : this.#formOf(source.what, source.slot),
          tables.choiceLogOld,
        );
      case 'table at tokens': {
        const { responses } = this.#draw;
        const { depth } = tables.tree;
        return this.#atTokens((i) => tables[source.table][responses[Math.floor(i / depth)] ?? 0] ?? 0);
      }
      case 'tokens':
        return this.#tokens(source.what);
      case 'wins':
        return this.#wins();
      case 'verdict':
        return this.#verdict(source.what);
      case 'places':
        return this.#places(source.what);
    }
  }

  #everyRow(slot: 0 | 1): Int32Array {
    const column = this.#draw.columns?.[slot];
    if (column !== undefined) return column;
    const { rows, responses } = this.#draw;
    const own = new Int32Array(rows);
    for (let row = 0; row < rows; row++) own[row] = responses[row * this.#inRow + slot] ?? 0;
    return own;
  }

  #formOf(what: 'response' | 'token' | 'divergence', slot: Slot): LinearForms {
    const responses = this.#formsAt(slot);
    if (what === 'response') return responses;
    const { tree, choiceLogRef } = this.#tables;
    return what === 'token' ? { ...responses, width: 1 } : divergences(tree, choiceLogRef, responses.choices);
  }

  /** Of the beginning before each token: values stand after log π of all choices. */
  #valueForm(): LinearForms {
    const { choices, ...form } = this.#formsAt('each');
    const { tree, choiceLogRef } = this.#tables;
    const after = choiceLogRef.length;
    const values = choices.map((choice) => (choice < 0 ? -1 : after + Math.floor(choice / tree.choices)));
    return { ...form, choices: values, width: 1 };
  }

  #asked(name: AskedTableName): Float64Array {
    const table = this.#tables.asked?.[name];
    if (table === undefined) throw new Error(`nobody gave the table ${name}`);
    return picked(table, this.#draw.responses);
  }

  #referenceAt(slot: Slot): Float64Array {
    const { tree, choiceLogRef } = this.#tables;
    const choices = pathsOf(tree, this.#responsesAt(slot));
    return Float64Array.from(choices, (choice) => (choice < 0 ? 0 : (choiceLogRef[choice] ?? 0)));
  }

  #winChance(first: number, second: number): number {
    return labelChance(this.#taste, 'bradley-terry', first, second);
  }

  #verdict(what: 'label' | 'probability'): Float64Array {
    const { firstWins, rows } = this.#draw;
    if (what === 'label') return firstWins ?? new Float64Array(rows).fill(Number.NaN);
    const [first, second] = [this.#responsesAt(0), this.#responsesAt(1)];
    return Float64Array.from(first, (response, row) => this.#winChance(response, second[row] ?? 0));
  }

  /** Of each response of a group, the share of duels that it wins with the others. */
  #wins(): Float64Array {
    const { responses } = this.#draw;
    return new Float64Array(responses.length).map((_, i) => {
      const response = responses[i] ?? 0;
      const start = i - (i % this.#inRow);
      let sum = 0;
      for (let other = start; other < start + this.#inRow; other++) {
        sum += this.#winChance(response, responses[other] ?? 0);
      }
      // Against itself each wins half.
      return (sum - 0.5) / (this.#inRow - 1);
    });
  }

  /** One number for each token that a response has, 0 for the others; `isLast` says whether none follows. */
  #atTokens(of: (place: number, isLast: boolean) => number): Float64Array {
    const { tree } = this.#tables;
    const choices = pathsOf(tree, this.#draw.responses);
    const isThere = (i: number): boolean => (choices[i] ?? -1) >= 0;
    return Float64Array.from(choices, (_, i) =>
      isThere(i) ? of(i, (i + 1) % tree.depth === 0 || !isThere(i + 1)) : 0,
    );
  }

  #tokens(what: 'any' | 'first' | 'last'): Float64Array {
    const { depth } = this.#tables.tree;
    return this.#atTokens((i, isLast) => ({ any: 1, first: i % depth === 0 ? 1 : 0, last: isLast ? 1 : 0 })[what]);
  }

  #places(what: 'place' | 'inBoth'): Float64Array {
    const { rows, responses } = this.#draw;
    const { length } = this.#tables;
    const shorter = (row: number): number =>
      Math.min(...[0, 1].map((slot) => length[responses[row * this.#inRow + slot] ?? 0] ?? 0));
    return Float64Array.from({ length: rows * this.groupSize }, (_, i) => {
      const place = i % this.groupSize;
      if (what === 'place') return place + 1;
      return place < shorter(Math.floor(i / this.groupSize)) ? 1 : 0;
    });
  }
}

const isMoving = (source: Source): source is Moving => source.of === 'policy' || source.of === 'value';

type Named<Kind> = readonly (readonly [name: string, source: Kind])[];

/** Binds one draw after another: where the symbols that are wanted come from is found out once. */
export class Binder {
  readonly #domain: Domain;
  readonly #gathers: boolean;
  readonly #moving: Named<Moving>;
  readonly #fixed: Named<Fixed>;

  /** `gathers` says to leave those symbols in tables that can be. */
  constructor(domain: Domain, wanted: ReadonlySet<string>, gathers = false) {
    const sources = Object.entries(domain.sources).filter(([name]) => wanted.has(name));
    this.#domain = domain;
    this.#gathers = gathers && domain.elements === 'responses';
    this.#moving = sources.flatMap(([name, source]): Named<Moving> => (isMoving(source) ? [[name, source]] : []));
    this.#fixed = sources.flatMap(([name, source]): Named<Fixed> => (isMoving(source) ? [] : [[name, source]]));
  }

  /** The fixed and moving values of the symbols. */
  at(draw: Draw, tables: Tables): Bindings {
    const at = new At(this.#domain, draw, tables);
    const count = tables.choiceLogRef.length;
    const isGathered = this.#gathers && count < draw.responses.length && isChoice(tables.tree);
    const inTables = new Map<string, Float64Array>();
    const fixed = new Map<string, Float64Array>();
    const moving = new Map<string, LinearForms>();
    for (const [name, source] of this.#moving) moving.set(name, at.moving(source));
    for (const [name, source] of this.#fixed) {
      const table = isGathered ? tableOf(source, tables) : undefined;
      if (table === undefined) fixed.set(name, at.fixed(source));
      else inTables.set(name, table);
    }
    return {
      rows: draw.rows,
      groupSize: at.groupSize,
      fixed,
      moving,
      gathered: isGathered ? { count, choices: draw.responses, tables: inTables } : null,
    };
  }
}

/** Binds one draw. */
export const bind = (
  domain: Domain,
  draw: Draw,
  tables: Tables,
  wanted: ReadonlySet<string>,
  gathers = false,
): Bindings => new Binder(domain, wanted, gathers).at(draw, tables);
