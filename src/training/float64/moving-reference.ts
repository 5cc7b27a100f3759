/** The reference of one run that is tied to itself: copied from its policy, or moved towards it, now and then. */
import type { Run } from '../../settings/experiment';
import { pathSums, type Tree } from '../../worlds/tree';
import { type Following, followingOf } from '../following';
import type { Numbers } from '../numbers';
import type { PolicyPass } from './policy-pass';

/** log π_ref of responses [N], and of choices [M · V]. */
interface ReferenceTables {
  readonly logRef: Float64Array;
  readonly choiceLogRef: Float64Array;
}

/** The policy at all nodes. */
export interface Everywhere {
  readonly pass: PolicyPass;
  readonly nodes: Int32Array;
  readonly tree: Tree;
  /** θ [D] at the start. */
  readonly initial: Numbers;
}

export class MovingReference {
  readonly #everywhere: Everywhere;
  readonly #following: Following;
  /** θ [D]: where it stands, or would stand if it were of the policy's family. */
  #theta: Float64Array;
  /** null until the first move: until then it is the reference of the world. */
  #tables: ReferenceTables | null = null;

  /** `state` is what `theta` was; null where it had not moved. */
  constructor(run: Run, everywhere: Everywhere, state: Numbers | null) {
    this.#everywhere = everywhere;
    this.#following = followingOf(run);
    this.#theta = Float64Array.from(state ?? everywhere.initial);
    if (state !== null) this.#look();
  }

  /** null until it has moved. */
  get tables(): ReferenceTables | null {
    return this.#tables;
  }

  get theta(): Float64Array {
    return this.#theta;
  }

  /** After a step: `step` counts those taken, `theta` [D] is where they led. */
  follow(step: number, theta: Float64Array): void {
    const { every, rate } = this.#following;
    if (step % every !== 0) return;
    this.#theta = this.#theta.map((before, i) => rate * (theta[i] ?? 0) + (1 - rate) * before);
    this.#look();
  }

  #look(): void {
    const { pass, nodes, tree } = this.#everywhere;
    pass.forward(this.#theta, nodes);
    const choiceLogRef = pass.logPi.slice();
    this.#tables = { choiceLogRef, logRef: pathSums(tree, choiceLogRef) };
  }
}
