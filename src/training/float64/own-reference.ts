/** A reference that one run has of its own. */
import { onLine } from '../../math/on-line';
import { hasOwnReference } from '../../methods/own-reference';
import type { Run } from '../../settings/experiment';
import { pathSums, type Tree } from '../../worlds/tree';
import type { ReferenceTables } from '../../worlds/world';
import { type Following, followingOf } from '../following';
import type { ReferenceState } from '../moving-reference';
import type { Numbers } from '../numbers';
import type { PolicyPass } from './policy-pass';

export interface OwnReference {
  /** null while it is still that of the world. */
  readonly tables: ReferenceTables | null;
  /** θ [D], where it has moved. */
  readonly moved: Float64Array | null;
  /** θ [D] of the policy at the last move, where momentum needs it. */
  readonly copied: Float64Array | null;
  /** After a step: `step` counts those taken, `theta` [D] is where they led. Returns from where the run goes on, where that is further. */
  readonly follow: (step: number, theta: Float64Array) => Float64Array | null;
}

/** The policy at all nodes. */
export interface Everywhere {
  readonly pass: PolicyPass;
  readonly nodes: Int32Array;
  readonly tree: Tree;
  /** θ [D] at the start. */
  readonly initial: Numbers;
}

/** One that is tied to the run itself: copied from its policy, or moved towards it, now and then. */
class MovingReference implements OwnReference {
  readonly #everywhere: Everywhere;
  readonly #following: Following;
  /** θ [D]: where it stands, or would stand if it were of the policy's family. */
  #theta: Float64Array;
  #copied: Float64Array | null;
  /** null until the first move: until then it is the reference of the world. */
  #tables: ReferenceTables | null = null;

  /** `state` is what `moved` and `copied` were. */
  constructor(run: Run, everywhere: Everywhere, { reference, copied }: ReferenceState) {
    this.#everywhere = everywhere;
    this.#following = followingOf(run);
    this.#theta = Float64Array.from(reference ?? everywhere.initial);
    this.#copied = this.#following.momentum === null ? null : Float64Array.from(copied ?? everywhere.initial);
    if (reference !== null) this.#look();
  }

  get tables(): ReferenceTables | null {
    return this.#tables;
  }

  get moved(): Float64Array | null {
    return this.#tables === null ? null : this.#theta;
  }

  get copied(): Float64Array | null {
    return this.#copied;
  }

  follow(step: number, theta: Float64Array): Float64Array | null {
    const { every, rate, momentum } = this.#following;
    if (step % every !== 0) return null;
    this.#theta =
      this.#copied === null ? onLine(this.#theta, theta, rate) : onLine(this.#copied, theta, 1 + (momentum ?? 0));
    if (this.#copied !== null) this.#copied = theta.slice();
    this.#look();
    return this.#copied === null ? null : this.#theta;
  }

  #look(): void {
    const { pass, nodes, tree } = this.#everywhere;
    pass.forward(this.#theta, nodes);
    const choiceLogRef = pass.logPi.slice();
    this.#tables = { choiceLogRef, logRef: pathSums(tree, choiceLogRef) };
  }
}

/** null where the run is tied to the reference that all share; `tied` are the tables of one that stands still. */
export const referenceOf = (
  run: Run,
  tied: ReferenceTables | null,
  everywhere: Everywhere,
  state: ReferenceState,
): OwnReference | null => {
  if (tied !== null) return { tables: tied, moved: null, copied: null, follow: () => null };
  return hasOwnReference(run) ? new MovingReference(run, everywhere, state) : null;
};
