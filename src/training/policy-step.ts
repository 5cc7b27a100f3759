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
  /** ∂L/∂log π [R, m · V] to ∂L/∂θ [R, D]. */
  readonly pullback: (upstream: Tensor2D) => Tensor2D;
}

/** Added to the logit of a choice that may not be taken: its probability is 0 in float32. */
const forbidden = -1e9;

/** A policy at some nodes of the tree. */
export class PolicyView {
  readonly nodes: NodeSet;
  readonly #choices: number;
  readonly #at: PolicyAt;
  /** [1, m · V]; null where every choice may be taken. */
  readonly #mask: Tensor2D | null;

  constructor(policy: Policy, { choices, allowed }: Tree, nodes: NodeSet) {
    this.nodes = nodes;
    this.#choices = choices;
    this.#at = policy.at(nodes.nodes);
    const mask = new Float32Array(nodes.columns);
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
    const of = (rows: Tensor2D): Tensor2D => tidy(() => this.#masked(this.#at.forward(rows).logits));
    if (runs <= rowsAtOnce) return of(theta);
    const starts = Array.from({ length: Math.ceil(runs / rowsAtOnce) }, (_, i) => i * rowsAtOnce);
    const parts = starts.map((start) => of(slice(theta, [start, 0], [Math.min(rowsAtOnce, runs - start), -1])));
    return concat(parts, 0);
  }

  /** Call inside `tidy`. */
  pass(theta: Tensor2D): PolicyPass {
    const { logits, pullback } = this.#at.forward(theta);
    const [runs, size] = logits.shape;
    const byNode: Tensor2D = reshape(this.#masked(logits), [-1, this.#choices]);
    const pi = softmax(byNode);
    // log π = z − max z + log max π: on WASM an exponential of every entry would cost more than all the rest.
    const logPi: Tensor2D = sub(byNode, sub(max(byNode, 1, true), log(max(pi, 1, true))));
    return {
      logPi: reshape(logPi, [runs, size]),
      pullback: (upstream) => {
        const rows: Tensor2D = reshape(upstream, [-1, this.#choices]);
        const towardsLogits = sub(rows, mul(pi, sum(rows, 1, true)));
        return pullback(reshape(towardsLogits, [runs, size]));
      },
    };
  }

  dispose(): void {
    this.#at.dispose();
    this.#mask?.dispose();
  }

  #masked(logits: Tensor2D): Tensor2D {
    return this.#mask === null ? logits : add(logits, this.#mask);
  }
}
