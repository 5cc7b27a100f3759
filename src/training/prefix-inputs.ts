/** What a loss over every token of every beginning reads on the device. */
import { mul, reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import { type Judge, rewardBy } from '../experiment/judge';
import type { World } from '../worlds/world';
import { bindPrefixes } from './bind-prefixes';
import { type Bound, bindOnDevice, type Symbols } from './bound';
import { tableRow } from './device-world';
import type { NodeSet } from './nodes';
import type { ObjectiveGroup } from './objective-group';

export class PrefixInputs {
  readonly bound: Bound;
  /** 1 where a choice may be taken, [1, M · V]. */
  readonly #allowed: Tensor2D;

  /** `nodes` are all of the tree. */
  constructor({ domain, loss }: ObjectiveGroup, world: World, judge: Judge, nodes: NodeSet) {
    const bindings = bindPrefixes(domain, world, rewardBy(world, judge), loss.symbols);
    this.bound = bindOnDevice(domain, bindings, nodes);
    this.#allowed = tableRow(Float64Array.from(world.tree.allowed));
  }

  /** What stands in place of what is bound for runs with a reference of their own, log π_ref [1 or S, M · V]. */
  tiedTo(choiceLogRef: Tensor2D): Symbols {
    const { rows, groupSize } = this.bound;
    return new Map([['tokRef', reshape(mul(choiceLogRef, this.#allowed), [-1, rows, groupSize])]]);
  }

  dispose(): void {
    this.bound.dispose();
    this.#allowed.dispose();
  }
}
