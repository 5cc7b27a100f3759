/** The symbols of a loss for runs that see responses of their own, or have a reference of their own: all by index. */
import {
  add,
  cast,
  concat,
  exp,
  floorDiv,
  gather,
  less,
  minimum,
  mul,
  neg,
  pad,
  range,
  reshape,
  slice,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tile,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Domain, Slot, Source, TableName } from '../objectives/domain';
import type { Bound } from './bound';
import type { DeviceWorld } from './device-world';
import { addUp, lookUp } from './look-up';
import { type Taste, winChance } from './win-chance';

/** Rows of responses by flat index, int32 [1 or S, rows · responses in a row]: chosen and rejected, or all of a group. */
export interface OwnDraw {
  readonly rows: number;
  readonly responses: Tensor2D;
  /** [S, rows]: 1 where the judge preferred the first of two, else 0; null where nobody was asked. */
  readonly firstWins: Tensor2D | null;
  /** [S, rows]: what each row's gradient is multiplied by; null where every row counts. */
  readonly weights: Tensor2D | null;
}

/** Numbers by response, each [1 or S, N]; by choice log π_ref, and log π of who drew the responses, [1 or S, M · V]. */
export interface OwnTables extends Readonly<Record<TableName, Tensor2D>>, Taste {
  readonly choiceLogRef: Tensor2D;
  readonly choiceLogOld: Tensor2D;
}

/** A moving symbol: the choices whose log π it sums [1 or S, count · width], their factors [.., count · width] and constants [.., count]. */
interface Form {
  readonly choices: Tensor2D;
  readonly width: number;
  readonly factors: Tensor2D | null;
  readonly constants: Tensor2D | null;
}

/** 1 at the first of T places, [1, 1, T]. */
const firstPlace = (depth: number): Tensor => less(reshape(range(0, depth, 1, 'float32'), [1, 1, depth]), 0.5);

const sumsOf = (values: Tensor2D, width: number): Tensor2D =>
  width === 1 ? values : (sum(reshape(values, [values.shape[0], -1, width]), 2) as Tensor2D);

/** Call inside `tidy`, which frees all of it. Binds the symbols in `read`; a pass has `columns`, of which every choice's are the first. */
export const bindOwn = (
  domain: Domain,
  { rows, responses, firstWins, weights }: OwnDraw,
  tables: OwnTables,
  { tree, paths }: DeviceWorld,
  read: ReadonlySet<string>,
  columns = tree.nodes * tree.choices,
): Bound => {
  const [sets, size] = responses.shape;
  const inRow = size / rows;
  /** The index of no choice: what a response has after its last. */
  const blank = tree.nodes * tree.choices;
  if (domain.elements === 'choices') throw new Error('every beginning is not a draw of responses');
  const { depth } = tree;
  const groupSize = { none: 1, responses: inRow, tokens: depth, 'tokens of each': inRow * depth }[domain.elements];
  const hasElements = domain.elements !== 'none';
  /** log π of choices with a 0 after the last, and after it the values, or zeros where there are none, [.., columns + 1]. */
  const withBlank = (table: Tensor2D): Tensor2D => {
    const [sets, width] = table.shape;
    if (width === blank) {
      return pad(table, [
        [0, 0],
        [0, columns + 1 - blank],
      ]);
    }
    return concat([slice(table, [0, 0], [sets, blank]), zeros([sets, 1]), slice(table, [0, blank], [sets, -1])], 1);
  };

  const responsesAt = (slot: Slot): Tensor2D =>
    slot === 'each'
      ? responses
      : reshape(slice(reshape(responses, [sets, rows, inRow]), [0, 0, slot], [sets, rows, 1]), [sets, rows]);
  const pathsAt = (slot: Slot): Tensor2D => reshape(gather(paths, reshape(responsesAt(slot), [-1])), [sets, -1]);

  /** KL(π_ref‖π) over the choices at the node of each token; 0 after the end. */
  const divergenceForm = (slot: Slot): Form => {
    const width = tree.choices;
    const node = mul(floorDiv(pathsAt(slot), width), width);
    const all = add(reshape(node, [sets, -1, 1]), reshape(range(0, width, 1, 'int32'), [1, 1, width]));
    const choices: Tensor2D = reshape(cast(minimum(all, blank), 'int32'), [sets, -1]);
    const chance = lookUp(withBlank(exp(tables.choiceLogRef)), choices);
    const logRef = lookUp(withBlank(tables.choiceLogRef), choices);
    return { choices, width, factors: neg(chance), constants: sumsOf(mul(chance, logRef), width) };
  };
  /** V of the beginning before each token. */
  const valueForm = (): Form => {
    const node = floorDiv(pathsAt('each'), tree.choices);
    const choices: Tensor2D = cast(add(mul(add(node, 1), isToken('each')), blank), 'int32');
    return { choices, width: 1, factors: null, constants: null };
  };
  const formOf = ({ what, slot }: Source & { of: 'policy' }): Form =>
    what === 'divergence'
      ? divergenceForm(slot)
      : { choices: pathsAt(slot), width: what === 'token' ? 1 : tree.depth, factors: null, constants: null };

  /** 1 for each token that a response has, [sets, rows · T]. */
  const isToken = (slot: Slot): Tensor2D => cast(less(pathsAt(slot), blank), 'float32');
  /** One number a response at each of its places, [.., rows · inRow · T]. */
  const atPlaces = (values: Tensor2D): Tensor2D => {
    const [runs = 1] = values.shape;
    return reshape(tile(reshape(values, [runs, -1, 1]), [1, 1, depth]), [runs, -1]);
  };
  const tokensOf = (what: 'any' | 'first' | 'last'): Tensor => {
    const there = isToken('each');
    if (what === 'any') return there;
    const byResponse = reshape(there, [sets, -1, depth]);
    if (what === 'first') return reshape(mul(byResponse, firstPlace(depth)), [sets, -1]);
    const next = slice(
      pad(byResponse, [
        [0, 0],
        [0, 0],
        [0, 1],
      ]),
      [0, 0, 1],
      [-1, -1, depth],
    );
    return reshape(sub(byResponse, next), [sets, -1]);
  };
  const verdictOf = (what: 'label' | 'probability'): Tensor => {
    if (what === 'probability') return winChance(tables, responsesAt(0), responsesAt(1));
    if (firstWins === null) throw new Error('nobody was asked which answer wins');
    return firstWins;
  };
  /** Of each response of a group, the share of duels that it wins with the others. */
  const winsOf = (): Tensor => {
    const byRow = reshape(responses, [sets, rows, inRow]);
    const first: Tensor2D = reshape(tile(reshape(byRow, [-1, 1]), [1, inRow]), [sets, -1]);
    const second: Tensor2D = reshape(tile(reshape(byRow, [-1, 1, inRow]), [1, inRow, 1]), [sets, -1]);
    // Against itself each wins half.
    const won = sub(sum(reshape(winChance(tables, first, second), [sets, -1, inRow]), 2), 0.5);
    return mul(won, 1 / (inRow - 1));
  };
  const fixedOf = (source: Exclude<Source, { of: 'policy' | 'value' }>): Tensor => {
    const atTokensOf = (table: Tensor2D, slot: Slot): Tensor2D => lookUp(withBlank(table), pathsAt(slot));
    if (source.of === 'table') {
      // Along the path, so that beginnings of responses have one too.
      if (source.table === 'logRef') return sumsOf(atTokensOf(tables.choiceLogRef, source.slot), depth);
      return lookUp(tables[source.table], responsesAt(source.slot));
    }
    if (source.of === 'behaviour') {
      if (source.what === 'value') return lookUp(withBlank(tables.choiceLogOld), valueForm().choices);
      const each = atTokensOf(tables.choiceLogOld, source.slot);
      return source.what === 'response' ? sumsOf(each, depth) : each;
    }
    if (source.of === 'wins') return winsOf();
    if (source.of === 'verdict') return verdictOf(source.what);
    if (source.of === 'reference') return atTokensOf(tables.choiceLogRef, source.slot);
    if (source.of === 'table at tokens') return mul(atPlaces(lookUp(tables[source.table], responses)), isToken('each'));
    if (source.of === 'tokens') return tokensOf(source.what);
    if (source.of === 'asked' || source.of === 'choice') throw new Error(`rows of responses read no ${source.table}`);
    if (source.what === 'inBoth') return mul(isToken(0), isToken(1));
    return tile(reshape(range(1, tree.depth + 1, 1, 'float32'), [1, tree.depth]), [1, rows]);
  };
  /** As `shapeOf` says, or one number a row beside elements. */
  const shaped = (values: Tensor): Tensor => {
    const [runs = 1, count = 0] = values.shape;
    return hasElements ? reshape(values, [runs, rows, count / rows]) : values;
  };

  const bindings = Object.entries(domain.sources).filter(([name]) => read.has(name));
  const fixed = new Map(
    bindings.flatMap(([name, source]) =>
      source.of === 'policy' || source.of === 'value' ? [] : [[name, shaped(fixedOf(source))] as const],
    ),
  );
  const forms = new Map(
    bindings.flatMap(([name, source]) => {
      if (source.of === 'value') return [[name, valueForm()] as const];
      return source.of === 'policy' ? [[name, formOf(source)] as const] : [];
    }),
  );
  const bound = { rows, groupSize, hasElements };
  return {
    ...bound,
    fixed,
    gather: (logPi) => {
      const padded = withBlank(logPi);
      return new Map(
        [...forms].map(([name, { choices, width, factors, constants }]) => {
          const picked = lookUp(padded, choices);
          const sums = sumsOf(factors === null ? picked : mul(picked, factors), width);
          return [name, shaped(constants === null ? sums : add(sums, constants))];
        }),
      );
    },
    scatter: (upstream) => {
      const parts = [...upstream].map(([name, values]) => {
        const form = forms.get(name);
        if (form === undefined) throw new Error(`nothing moves ${name}`);
        const { choices, width, factors } = form;
        const [runs = 1] = values.shape;
        const byRow = reshape(values, [runs, rows, -1]);
        const counted = weights === null ? byRow : mul(byRow, reshape(weights, [-1, rows, 1]));
        const each: Tensor2D = reshape(counted, [runs, -1]);
        const spread: Tensor2D =
          width === 1 ? each : reshape(tile(reshape(each, [runs, -1, 1]), [1, 1, width]), [runs, -1]);
        return addUp(factors === null ? spread : mul(spread, factors), choices, columns + 1);
      });
      const total: Tensor2D = mul(
        parts.reduce((a, b) => add(a, b)),
        1 / rows,
      );
      const ofChoices = slice(total, [0, 0], [-1, blank]);
      return columns === blank ? ofChoices : concat([ofChoices, slice(total, [0, blank + 1], [-1, -1])], 1);
    },
    dispose: () => {},
  };
};
