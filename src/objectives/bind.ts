/** Binds the symbols of a loss to responses: fixed numbers, and which log-probabilities of choices the moving ones sum. */
import { exp } from '../math/elementary';
import { labelChance, type Preference } from '../math/preference';
import type { AskedTableName, Domain, Slot, Source, TableName } from './domain';

/** Rows of responses that a loss sees. */
export interface Draw {
  readonly rows: number;
  /** Flat indices, [rows, responses in a row] row-major: the chosen and the rejected one, or all of a group. */
  readonly responses: Int32Array;
  /** [rows]: 1 where the judge preferred the first of two, else 0; where nobody was asked, it is left out. */
  readonly firstWins?: Float64Array;
}

/** A row a prompt with all its responses, in the order of the world's tables [prompts, responses]. */
export const everyResponse = (world: {
  readonly prompts: readonly unknown[];
  readonly logRef: Float64Array;
}): Draw => ({ rows: world.prompts.length, responses: Int32Array.from(world.logRef, (_, i) => i) });

/** Of a world's tree, what says which choices make a response: [N, T] row-major, −1 after a response's last. */
interface Paths {
  /** V at each node. */
  readonly choices: number;
  readonly depth: number;
  readonly paths: Int32Array;
}

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

/** Values that follow the policy: entry i is its constant plus Σ_j factor_ij · log π of choice_ij. */
export interface LinearForms {
  /** [count, width] row-major indices of choices in the tree; −1 adds nothing. */
  readonly choices: Int32Array;
  readonly width: number;
  /** [count, width]; null where every factor is 1. */
  readonly factors: Float64Array | null;
  /** [count]; null where all are 0. */
  readonly constants: Float64Array | null;
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

/** Whether each response is the choice of its number. */
const isChoice = ({ depth, paths }: Paths): boolean => depth === 1 && paths.every((choice, i) => choice === i);

/** The choices that make each response, [responses, T] row-major. */
const pathsOf = (tree: Paths, responses: Int32Array): Int32Array => {
  if (isChoice(tree)) return responses;
  const { depth, paths } = tree;
  const choices = new Int32Array(responses.length * depth);
  for (let row = 0, i = 0; row < responses.length; row++) {
    const start = (responses[row] ?? 0) * depth;
    for (let place = 0; place < depth; place++, i++) choices[i] = paths[start + place] ?? -1;
  }
  return choices;
};

/** log π of whole responses, by flat index: the sum over the choices on their paths. */
export const responseForms = (tree: Paths, responses: Int32Array): LinearForms => ({
  choices: pathsOf(tree, responses),
  width: tree.depth,
  factors: null,
  constants: null,
});

/** The same answer to the same question is found once. */
const once = <Key, Found>(find: (key: Key) => Found): ((key: Key) => Found) => {
  const known = new Map<Key, Found>();
  return (key) => {
    const found = known.get(key) ?? find(key);
    known.set(key, found);
    return found;
  };
};

/** KL(π_ref‖π) over the choices at the node of each of these choices; nothing where there is none. */
const divergences = ({ tree, choiceLogRef }: Tables, choices: Int32Array): LinearForms => {
  const width = tree.choices;
  const all = new Int32Array(choices.length * width).fill(-1);
  const factors = new Float64Array(all.length);
  const constants = new Float64Array(choices.length);
  choices.forEach((choice, i) => {
    if (choice < 0) return;
    const node = choice - (choice % width);
    for (let j = 0; j < width; j++) {
      const logRef = choiceLogRef[node + j] ?? Number.NEGATIVE_INFINITY;
      if (logRef === Number.NEGATIVE_INFINITY) continue;
      const chance = exp(logRef);
      all[i * width + j] = node + j;
      factors[i * width + j] = -chance;
      constants[i] = (constants[i] ?? 0) + chance * logRef;
    }
  });
  return { choices: all, width, factors, constants };
};

/** The table [N] in which a symbol is looked up by the response alone, each of one choice; undefined where it is not. */
const tableOf = (source: Source, tables: Tables): Float64Array | undefined => {
  if (source.of === 'behaviour' && source.what === 'response') return tables.choiceLogOld;
  if (source.of !== 'table') return undefined;
  return source.table === 'logRef' ? tables.choiceLogRef : tables[source.table];
};

/** The fixed and moving values of the symbols in `wanted`; `gathers` says to leave those in tables that can be. */
export const bind = (
  domain: Domain,
  draw: Draw,
  tables: Tables,
  wanted: ReadonlySet<string>,
  gathers = false,
): Bindings => {
  const { tree } = tables;
  const { rows } = draw;
  const inRow = draw.responses.length / rows;
  const responsesAt = once((slot: Slot): Int32Array => {
    if (slot === 'each') return draw.responses;
    const own = new Int32Array(rows);
    for (let row = 0; row < rows; row++) own[row] = draw.responses[row * inRow + slot] ?? 0;
    return own;
  });
  const formsAt = once((slot: Slot): LinearForms => responseForms(tree, responsesAt(slot)));
  if (domain.elements === 'choices') throw new Error('every beginning is not a draw of responses');
  const { depth } = tree;
  const groupSize = { none: 1, responses: inRow, tokens: depth, 'tokens of each': inRow * depth }[domain.elements];

  const formOf = ({ what, slot }: Pick<Source & { of: 'policy' }, 'what' | 'slot'>): LinearForms => {
    const responses = formsAt(slot);
    if (what === 'response') return responses;
    return what === 'token' ? { ...responses, width: 1 } : divergences(tables, responses.choices);
  };
  /** Of the beginning before each token: values stand after log π of all choices. */
  const valueForm = (): LinearForms => {
    const { choices, ...form } = formsAt('each');
    const after = tables.choiceLogRef.length;
    const values = choices.map((choice) => (choice < 0 ? -1 : after + Math.floor(choice / tree.choices)));
    return { ...form, choices: values, width: 1 };
  };
  const taste = { labelReward: tables.reward, preference: tables.preference };
  const winChance = (first: number, second: number): number => labelChance(taste, 'bradley-terry', first, second);
  const verdictOf = (what: 'label' | 'probability'): Float64Array => {
    if (what === 'label') return draw.firstWins ?? new Float64Array(rows).fill(Number.NaN);
    const [first, second] = [responsesAt(0), responsesAt(1)];
    return Float64Array.from(first, (response, row) => winChance(response, second[row] ?? 0));
  };
  /** Of each response of a group, the share of duels that it wins with the others. */
  const winsOf = (): Float64Array =>
    new Float64Array(draw.responses.length).map((_, i) => {
      const response = draw.responses[i] ?? 0;
      const start = i - (i % inRow);
      let sum = 0;
      for (let other = start; other < start + inRow; other++) sum += winChance(response, draw.responses[other] ?? 0);
      // Against itself each wins half.
      return (sum - 0.5) / (inRow - 1);
    });
  /** One number for each token that a response has, 0 for the others; `isLast` says whether none follows. */
  const atTokens = (of: (place: number, isLast: boolean) => number): Float64Array => {
    const choices = pathsOf(tree, draw.responses);
    const isThere = (i: number): boolean => (choices[i] ?? -1) >= 0;
    return Float64Array.from(choices, (_, i) => (isThere(i) ? of(i, (i + 1) % depth === 0 || !isThere(i + 1)) : 0));
  };
  const fixedOf = (source: Exclude<Source, { of: 'policy' | 'value' }>): Float64Array => {
    if (source.of === 'choice') throw new Error(`rows of responses read no ${source.table}`);
    // Along the path, so that beginnings of responses have one too.
    if (source.of === 'table' && source.table === 'logRef') {
      return valuesOf(formsAt(source.slot), tables.choiceLogRef);
    }
    if (source.of === 'table') return picked(tables[source.table], responsesAt(source.slot));
    if (source.of === 'asked') {
      const table = tables.asked?.[source.table];
      if (table === undefined) throw new Error(`nobody gave the table ${source.table}`);
      return picked(table, draw.responses);
    }
    if (source.of === 'reference') {
      const choices = pathsOf(tree, responsesAt(source.slot));
      return Float64Array.from(choices, (choice) => (choice < 0 ? 0 : (tables.choiceLogRef[choice] ?? 0)));
    }
    if (source.of === 'behaviour') {
      const { what, slot } = source;
      return valuesOf(what === 'value' ? valueForm() : formOf({ what, slot }), tables.choiceLogOld);
    }
    if (source.of === 'table at tokens') {
      return atTokens((i) => tables[source.table][draw.responses[Math.floor(i / depth)] ?? 0] ?? 0);
    }
    if (source.of === 'tokens')
      return atTokens((i, isLast) => ({ any: 1, first: i % depth === 0 ? 1 : 0, last: isLast ? 1 : 0 })[source.what]);
    if (source.of === 'wins') return winsOf();
    if (source.of === 'verdict') return verdictOf(source.what);
    const shorter = (row: number): number =>
      Math.min(...[0, 1].map((slot) => tables.length[draw.responses[row * inRow + slot] ?? 0] ?? 0));
    return Float64Array.from({ length: rows * groupSize }, (_, i) => {
      const place = i % groupSize;
      if (source.what === 'place') return place + 1;
      return place < shorter(Math.floor(i / groupSize)) ? 1 : 0;
    });
  };

  const count = tables.choiceLogRef.length;
  const isGathered = gathers && domain.elements === 'responses' && count < draw.responses.length && isChoice(tree);
  const inTables = new Map<string, Float64Array>();
  const fixed = new Map<string, Float64Array>();
  const moving = new Map<string, LinearForms>();
  for (const [name, source] of Object.entries(domain.sources)) {
    if (!wanted.has(name)) continue;
    if (source.of === 'policy') moving.set(name, formOf(source));
    else if (source.of === 'value') moving.set(name, valueForm());
    else {
      const table = isGathered ? tableOf(source, tables) : undefined;
      if (table === undefined) fixed.set(name, fixedOf(source));
      else inTables.set(name, table);
    }
  }
  return {
    rows,
    groupSize,
    fixed,
    moving,
    gathered: isGathered ? { count, choices: draw.responses, tables: inTables } : null,
  };
};

/** The values of linear forms at log π of the choices, [M · V]: written into `values`, one an entry. */
export const valuesOf = (
  { choices, width, factors, constants }: LinearForms,
  logPi: Float64Array,
  values: Float64Array = new Float64Array(choices.length / width),
): Float64Array => {
  if (width === 1 && factors === null && constants === null) {
    for (let i = 0; i < values.length; i++) {
      const choice = choices[i] ?? -1;
      values[i] = choice < 0 ? 0 : (logPi[choice] ?? 0);
    }
    return values;
  }
  for (let i = 0, j = 0; i < values.length; i++) {
    let sum = constants === null ? 0 : (constants[i] ?? 0);
    for (const end = j + width; j < end; j++) {
      const choice = choices[j] ?? -1;
      if (choice >= 0) sum += (factors === null ? 1 : (factors[j] ?? 0)) * (logPi[choice] ?? 0);
    }
    values[i] = sum;
  }
  return values;
};

/** Adds ∂L/∂log π of the choices to `gradient` [M · V], from ∂L/∂ the values of the forms, which is `weight` · `upstream`. */
export const addTransposed = (
  { choices, width, factors }: LinearForms,
  upstream: Float64Array,
  gradient: Float64Array,
  weight = 1,
): void => {
  for (let i = 0, j = 0; i < upstream.length; i++) {
    const towards = weight * (upstream[i] ?? 0);
    for (const end = j + width; j < end; j++) {
      const choice = choices[j] ?? -1;
      if (choice < 0) continue;
      gradient[choice] = (gradient[choice] ?? 0) + (factors === null ? 1 : (factors[j] ?? 0)) * towards;
    }
  }
};
