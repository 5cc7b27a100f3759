/** The references of runs that are tied to themselves: copied from their policies, or moved towards them, now and then. */
import { add, keep, mul, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { responseForms } from '../objectives/linear-forms';
import type { Run } from '../settings/experiment';
import type { Tree } from '../worlds/tree';
import { followingOf } from './following';
import { LinearSums } from './linear-sums';
import type { Numbers } from './numbers';
import type { OwnReference, ReferenceTables } from './own-reference';
import type { PolicyView } from './policy-step';

/** Of one run, as a checkpoint keeps it: θ [D] of the reference, and of the policy at its last move; null before the first. */
export interface ReferenceState {
  readonly reference: Numbers | null;
  readonly copied: Numbers | null;
}

const onLine = (from: Tensor2D, to: Tensor2D, t: number): Tensor2D => add(mul(to, t), mul(from, 1 - t));

export class MovingReference implements OwnReference {
  readonly #everywhere: PolicyView;
  readonly #responses: LinearSums;
  readonly #every: number;
  /** How far it goes towards the policy at each move. */
  readonly #rate: number;
  /** How much further than it went since its last move the policy is put, and the reference there; null where there is no momentum. */
  readonly #momentum: number | null;
  /** θ [S, D] of the policy at the last move; null where there is no momentum. */
  #copied: Tensor2D | null;
  /** θ [S, D]: where it stands, or would stand if it were of the policy's family. */
  #theta: Tensor2D;
  /** null until the first move: until then it is the reference of the world. */
  #tables: ReferenceTables | null = null;

  /** `initial` is θ [D] at the start; `states` are what `theta` and `copied` were, one a run, null where it had not moved. */
  constructor(
    run: Run,
    runs: number,
    everywhere: PolicyView,
    tree: Tree,
    initial: Float32Array,
    states: readonly ReferenceState[],
  ) {
    const { every, rate, momentum } = followingOf(run);
    this.#everywhere = everywhere;
    const all = Int32Array.from({ length: tree.paths.length / tree.depth }, (_, response) => response);
    this.#responses = new LinearSums([responseForms(tree, all)], everywhere.nodes);
    this.#every = every;
    this.#rate = rate;
    this.#momentum = momentum;
    const rowsOf = (of: (state: ReferenceState) => Numbers | null): Tensor2D =>
      tensor2d(
        Array.from({ length: runs }, (_, row) => states[row]).flatMap((state) => [
          ...((state === undefined ? null : of(state)) ?? initial),
        ]),
        [runs, initial.length],
      );
    this.#theta = rowsOf(({ reference }) => reference);
    this.#copied = momentum === null ? null : rowsOf(({ copied }) => copied);
    if (states.some(({ reference }) => reference !== null)) tidy(() => this.#look());
  }

  get tables(): ReferenceTables | null {
    return this.#tables;
  }

  get moved(): Tensor2D | null {
    return this.#tables === null ? null : this.#theta;
  }

  /** θ [S, D] of the policy at the last move, where momentum needs it. */
  get copied(): Tensor2D | null {
    return this.#copied;
  }

  follow(step: number, thetaNow: () => Tensor2D): Tensor2D | null {
    if (step % this.#every !== 0) return null;
    const theta = thetaNow();
    const before = this.#theta;
    this.#theta = keep(this.#moved(theta));
    before.dispose();
    if (this.#copied !== null) {
      this.#copied.dispose();
      this.#copied = keep(theta.clone());
    }
    this.#look();
    return this.#copied === null ? null : this.#theta;
  }

  dispose(): void {
    this.#responses.dispose();
    this.#theta.dispose();
    this.#copied?.dispose();
    this.#forget();
  }

  /** Where it goes when the policy is at `theta`: on the line through two places, as `onLine` says in float64. */
  #moved(theta: Tensor2D): Tensor2D {
    if (this.#copied !== null) return onLine(this.#copied, theta, 1 + (this.#momentum ?? 0));
    return this.#rate === 1 ? theta.clone() : onLine(this.#theta, theta, this.#rate);
  }

  #look(): void {
    this.#forget();
    const { logPi, columns } = this.#everywhere.pass(this.#theta);
    this.#tables = { choiceLogRef: keep(logPi.clone()), logRef: keep(this.#responses.gather(columns).clone()) };
  }

  #forget(): void {
    this.#tables?.logRef.dispose();
    this.#tables?.choiceLogRef.dispose();
    this.#tables = null;
  }
}
