/** The policy's part of a step: log π of choices from θ, and ∂L/∂θ from ∂L/∂log π. */
import {
  add,
  concat,
  log,
  max,
  mul,
  reshape,
  slice,
  softmax,
  sub,
  sum,
  type Tensor2D,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Policy, PolicyAt } from '../policies/policy';
import type { Tree } from '../worlds/tree';
import type { NodeSet } from './nodes';

export interface PolicyPass {
  /** log π of each choice, normalised at each node, [R, m · V]. */
  readonly logPi: Tensor2D;
  /** The same and, after them, the values that are learned, which are the last numbers of θ: all that losses read. */
  readonly columns: Tensor2D;
  /** ∂L/∂ the columns to ∂L/∂θ [R, D]. */
  readonly pullback: (upstream: Tensor2D) => Tensor2D;
}

/** Added to the logit of a choice that may not be taken: its probability is 0 in float32. */
const forbidden = -1e9;

/** A policy at some nodes of the tree. */
export class PolicyView {
  readonly nodes: NodeSet;
  readonly #choices: number;
  /** θ of the policy alone has so many numbers. */
  readonly #weights: number;
  readonly #at: PolicyAt;
  /** [1, m · V]; null where every choice may be taken. */
  readonly #mask: Tensor2D | null;

  constructor(policy: Policy, { choices, allowed }: Tree, nodes: NodeSet) {
    this.nodes = nodes;
    this.#choices = choices;
    this.#weights = policy.initial.length;
    this.#at = policy.at(nodes.nodes);
    const mask = new Float32Array(nodes.nodes.length * choices);
    nodes.nodes.forEach((node, place) => {
      for (let choice = 0; choice < choices; choice++) {
        if (allowed[node * choices + choice] === 0) mask[place * choices + choice] = forbidden;
      }
    });
    this.#mask = mask.some((value) => value !== 0) ? tensor2d(mask, [1, mask.length]) : null;
  }

  /**
   * Unnormalised log-probabilities [R, m · V]. What a way back would need is let go of after every so many rows, so that
   * it never exists for all of them. Call inside `tidy`.
   */
  logits(theta: Tensor2D, rowsAtOnce: number): Tensor2D {
    const [runs] = theta.shape;
    const of = (rows: Tensor2D): Tensor2D => tidy(() => this.#masked(this.#at.forward(this.#weightsIn(rows)).logits));
    if (runs <= rowsAtOnce) return of(theta);
    const starts = Array.from({ length: Math.ceil(runs / rowsAtOnce) }, (_, i) => i * rowsAtOnce);
    const parts = starts.map((start) => of(slice(theta, [start, 0], [Math.min(rowsAtOnce, runs - start), -1])));
    return concat(parts, 0);
  }

  /** Call inside `tidy`. */
  pass(theta: Tensor2D): PolicyPass {
    const { logits, pullback } = this.#at.forward(this.#weightsIn(theta));
    const [runs, size] = logits.shape;
    const byNode: Tensor2D = reshape(this.#masked(logits), [-1, this.#choices]);
    const pi = softmax(byNode);
    // log π = z − max z + log max π: on WASM an exponential of every entry would cost more than all the rest.
    const ofChoices: Tensor2D = sub(byNode, sub(max(byNode, 1, true), log(max(pi, 1, true))));
    const logPi: Tensor2D = reshape(ofChoices, [runs, size]);
    const backToWeights = (upstream: Tensor2D): Tensor2D => {
      const rows: Tensor2D = reshape(upstream, [-1, this.#choices]);
      const towardsLogits = sub(rows, mul(pi, sum(rows, 1, true)));
      return pullback(reshape(towardsLogits, [runs, size]));
    };
    if (this.nodes.columns === size) return { logPi, columns: logPi, pullback: backToWeights };
    return {
      logPi,
      columns: concat([logPi, slice(theta, [0, this.#weights], [runs, -1])], 1),
      pullback: (upstream) =>
        concat([backToWeights(slice(upstream, [0, 0], [runs, size])), slice(upstream, [0, size], [runs, -1])], 1),
    };
  }

  dispose(): void {
    this.#at.dispose();
    this.#mask?.dispose();
  }

  #weightsIn(theta: Tensor2D): Tensor2D {
    return theta.shape[1] === this.#weights ? theta : slice(theta, [0, 0], [-1, this.#weights]);
  }

  #masked(logits: Tensor2D): Tensor2D {
    return this.#mask === null ? logits : add(logits, this.#mask);
  }
}
