/** Tables of a world as tensors: what samples drawn on the device are looked up in. */
import { dispose, keep, type Tensor1D, type Tensor2D, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { type Judge, preferenceBy, rewardBy } from '../experiment/judge';
import type { Tree } from '../worlds/tree';
import type { World } from '../worlds/world';
import { linksOf } from './links';
import type { Taste } from './win-chance';

/** In place of log 0, with which arithmetic gives NaN. */
const impossible = -1e9;

/** A table of numbers by response or by choice as one row, [1, N] or [1, M · V]. */
export const tableRow = (values: Float64Array): Tensor2D =>
  tensor2d(
    Float32Array.from(values, (value) => Math.max(value, impossible)),
    [1, values.length],
  );

export class DeviceWorld {
  readonly tree: Tree;
  /** Indices of choices of each row's response, [N or more, T]; M · V, one more than there are, after a response's last. */
  readonly paths: Tensor2D;
  /** The node after each choice [(M + 1) · V], M where there is none; and the response it ends, or −1. */
  readonly nextNode: Tensor1D;
  readonly endOf: Tensor1D;
  /** The first node of each prompt, on this side. */
  readonly rootOf: Int32Array;
  /** |y| in tokens, [1, N]. */
  readonly length: Tensor2D;
  /** log π_ref of responses [1, N], and of choices [1, M · V]. */
  readonly logRef: Tensor2D;
  readonly choiceLogRef: Tensor2D;
  readonly #world: World;
  readonly #rewards = new Map<Judge, Tensor2D>();
  /** How often raters prefer each answer to each, [1, answers²]; null where their reward says so. */
  readonly #preference: Tensor2D | null;

  /** `rows`: what rows of data are looked up among, the responses first. */
  constructor(world: World, rows: Pick<World, 'tree' | 'lengths'> = world) {
    const { tree } = world;
    const { nextNode, endOf, rootOf } = linksOf(tree);
    this.#world = world;
    this.tree = tree;
    this.paths = tensor2d(
      rows.tree.paths.map((choice) => (choice < 0 ? tree.nodes * tree.choices : choice)),
      [rows.tree.paths.length / tree.depth, tree.depth],
      'int32',
    );
    this.nextNode = tensor1d(nextNode, 'int32');
    this.endOf = tensor1d(endOf, 'int32');
    this.rootOf = rootOf;
    this.length = tableRow(rows.lengths);
    this.logRef = tableRow(world.logRef);
    this.choiceLogRef = tableRow(world.choiceLogRef);
    this.#preference = world.preference === null ? null : tableRow(Float64Array.from(world.preference.flat()));
  }

  /** What the judge gives each response, [1, N]. */
  reward(judge: Judge): Tensor2D {
    const known = this.#rewards.get(judge);
    if (known !== undefined) return known;
    const reward = keep(tableRow(rewardBy(this.#world, judge)));
    this.#rewards.set(judge, reward);
    return reward;
  }

  /** What the judge goes by. */
  taste(judge: Judge): Taste {
    const hasMatrix = preferenceBy(this.#world, judge) !== null;
    return { reward: this.reward(judge), preference: hasMatrix ? this.#preference : null };
  }

  dispose(): void {
    dispose([this.paths, this.nextNode, this.endOf, this.length, this.logRef, this.choiceLogRef]);
    dispose([...this.#rewards.values()]);
    this.#preference?.dispose();
  }
}
