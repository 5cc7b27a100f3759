/** The references of runs that are tied to themselves: copied from their policies, or moved towards them, now and then. */
import { add, keep, mul, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { responseForms } from '../objectives/bind';
import type { Run } from '../settings/experiment';
import type { Tree } from '../worlds/tree';
import { followingOf } from './following';
import { LinearSums } from './linear-sums';
import type { Numbers } from './numbers';
import type { OwnReference, ReferenceTables } from './own-reference';
import type { PolicyView } from './policy-step';

export class MovingReference implements OwnReference {
  readonly #everywhere: PolicyView;
  readonly #responses: LinearSums;
  readonly #every: number;
  /** How far it goes towards the policy at each move. */
  readonly #rate: number;
  /** θ [S, D]: where it stands, or would stand if it were of the policy's family. */
  #theta: Tensor2D;
  /** null until the first move: until then it is the reference of the world. */
  #tables: ReferenceTables | null = null;

  /** `initial` is θ [D] at the start; `states` what `theta` was, one a run, null where it had not moved. */
  constructor(
    run: Run,
    runs: number,
    everywhere: PolicyView,
    tree: Tree,
    initial: Float32Array,
    states: readonly (Numbers | null)[],
  ) {
    const { every, rate } = followingOf(run);
    this.#everywhere = everywhere;
    const all = Int32Array.from({ length: tree.paths.length / tree.depth }, (_, response) => response);
    this.#responses = new LinearSums([responseForms(tree, all)], everywhere.nodes);
    this.#every = every;
    this.#rate = rate;
    const rows = Array.from({ length: runs }, (_, row) => states[row] ?? initial);
    this.#theta = tensor2d(
      rows.flatMap((row) => [...row]),
      [runs, initial.length],
    );
    if (states.some((state) => state !== null)) tidy(() => this.#look());
  }

  get tables(): ReferenceTables | null {
    return this.#tables;
  }

  get moved(): Tensor2D | null {
    return this.#tables === null ? null : this.#theta;
  }

  follow(step: number, thetaNow: () => Tensor2D): void {
    if (step % this.#every !== 0) return;
    const theta = thetaNow();
    const before = this.#theta;
    this.#theta = keep(this.#rate === 1 ? theta.clone() : add(mul(theta, this.#rate), mul(before, 1 - this.#rate)));
    before.dispose();
    this.#look();
  }

  dispose(): void {
    this.#responses.dispose();
    this.#theta.dispose();
    this.#forget();
  }

  #look(): void {
    this.#forget();
    const { logPi } = this.#everywhere.pass(this.#theta);
    this.#tables = { choiceLogRef: keep(logPi.clone()), logRef: keep(this.#responses.gather(logPi).clone()) };
  }

  #forget(): void {
    this.#tables?.logRef.dispose();
    this.#tables?.choiceLogRef.dispose();
    this.#tables = null;
  }
}
