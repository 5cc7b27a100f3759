/** The tokens of pairs one by one: log π of each, and how far the policy is from the reference where it was chosen. */
import {
  add,
  concat,
  mul,
  neg,
  reshape,
  slice,
  sum,
  type Tensor,
  type Tensor2D,
  tensor,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import type { World } from '../worlds/world';
import type { NodeSet } from './nodes';
import { bothOf, columnsOfPaths, Picks } from './picks';

/** tokW, tokL, klW, klL by name: log π of the tokens, and KL(π_ref‖π) over the choices at their nodes, each [S, pairs, T]. */
export type TokenValues = ReadonlyMap<string, Tensor>;

const names = ['W', 'L'] as const;

export class PairTokens {
  /** tokRefW, tokRefL, place, inBoth, [1, pairs, T], and nW, nL, [1, pairs, 1]. */
  readonly symbols: ReadonlyMap<string, Tensor>;
  readonly #shape: readonly [pairs: number, tokens: number];
  readonly #nodes: number;
  readonly #choices: number;
  readonly #picks: Picks;
  readonly #nodePicks: Picks;
  /** π_ref of the choices [1, m, V] and its negative entropy at each node [1, m]. */
  readonly #reference: Tensor;
  readonly #negativeEntropy: Tensor2D;

  /** T */
  get places(): number {
    return this.#shape[1];
  }

  /** `chosen` and `rejected` by flat index. */
  constructor(world: World, nodes: NodeSet, chosen: Int32Array, rejected: Int32Array) {
    const { tree, choiceLogRef, lengths } = world;
    const pairs = chosen.length;
    this.#shape = [pairs, tree.depth];
    this.#nodes = nodes.nodes.length;
    this.#choices = tree.choices;
    const columns = columnsOfPaths(tree, nodes, bothOf(chosen, rejected));
    this.#picks = new Picks(columns, nodes.columns);
    this.#nodePicks = new Picks(
      columns.map((index) => (index < 0 ? -1 : Math.floor(index / tree.choices))),
      this.#nodes,
    );

    const logRef = new Float64Array(nodes.columns);
    nodes.nodes.forEach((node, place) => {
      logRef.set(choiceLogRef.subarray(node * tree.choices, (node + 1) * tree.choices), place * tree.choices);
    });
    const pi = logRef.map(Math.exp);
    const entropies = new Float32Array(this.#nodes);
    pi.forEach((p, i) => {
      const node = Math.floor(i / tree.choices);
      if (p > 0) entropies[node] = (entropies[node] ?? 0) + p * (logRef[i] ?? 0);
    });
    this.#reference = tensor(Float32Array.from(pi), [1, this.#nodes, tree.choices]);
    this.#negativeEntropy = tensor2d(entropies, [1, this.#nodes]);

    const lengthOf = (list: Int32Array): Float32Array => Float32Array.from(list, (response) => lengths[response] ?? 1);
    const [nW, nL] = [lengthOf(chosen), lengthOf(rejected)];
    const tokens = (value: (pair: number, place: number) => number): Tensor =>
      tensor(
        Float32Array.from({ length: pairs * tree.depth }, (_, i) => value(Math.floor(i / tree.depth), i % tree.depth)),
        [1, pairs, tree.depth],
      );
    const tokenOfReference = (row: number, place: number): number => {
      const index = columns[row * tree.depth + place] ?? -1;
      return index < 0 ? 0 : (logRef[index] ?? 0);
    };
    this.symbols = new Map([
      ['tokRefW', tokens(tokenOfReference)],
      ['tokRefL', tokens((pair, place) => tokenOfReference(pairs + pair, place))],
      ['place', tokens((_, place) => place + 1)],
      ['inBoth', tokens((pair, place) => (place < Math.min(nW[pair] ?? 1, nL[pair] ?? 1) ? 1 : 0))],
      ['nW', tensor(nW, [1, pairs, 1])],
      ['nL', tensor(nL, [1, pairs, 1])],
    ]);
  }

  /** From log π of the choices [S, columns]; the divergences only where they are read. Call inside `tidy`. */
  gather(logPi: Tensor2D, withDivergence: boolean): TokenValues {
    const values = this.#split('tok', this.#picks, logPi);
    if (!withDivergence) return new Map(values);
    const [runs] = logPi.shape;
    const byNode = reshape(logPi, [runs, this.#nodes, this.#choices]);
    const crossEntropy: Tensor2D = neg(sum(mul(byNode, this.#reference), 2));
    return new Map([...values, ...this.#split('kl', this.#nodePicks, add(crossEntropy, this.#negativeEntropy))]);
  }

  /** ∂L/∂ the values of `gather`, by name, to ∂L/∂log π [S, columns]. Call inside `tidy`. */
  scatter(upstream: TokenValues): Tensor2D {
    const towardsChoices = this.#joined('tok', this.#picks, upstream);
    if (!upstream.has('klW')) return towardsChoices;
    const towardsNodes = this.#joined('kl', this.#nodePicks, upstream);
    const [runs] = towardsNodes.shape;
    const spread = mul(reshape(towardsNodes, [runs, this.#nodes, 1]), neg(this.#reference));
    return add(towardsChoices, reshape(spread, [runs, this.#nodes * this.#choices]));
  }

  dispose(): void {
    this.#picks.dispose();
    this.#nodePicks.dispose();
    this.#reference.dispose();
    this.#negativeEntropy.dispose();
    for (const each of this.symbols.values()) each.dispose();
  }

  #split(prefix: string, picks: Picks, table: Tensor2D): readonly (readonly [string, Tensor])[] {
    const [pairs, tokens] = this.#shape;
    const [runs] = table.shape;
    const picked = transpose(picks.transposed(table));
    return names.map((name, i) => [
      `${prefix}${name}`,
      reshape(slice(picked, [0, i * pairs * tokens], [runs, pairs * tokens]), [runs, pairs, tokens]),
    ]);
  }

  #joined(prefix: string, picks: Picks, upstream: TokenValues): Tensor2D {
    const parts = names.map((name) => {
      const part = upstream.get(`${prefix}${name}`);
      if (part === undefined) throw new Error(`no gradient of ${prefix}${name}`);
      return reshape(part, [part.shape[0] ?? 1, picks.count / names.length]) as Tensor2D;
    });
    return picks.scattered(transpose(concat(parts, 1)));
  }
}
