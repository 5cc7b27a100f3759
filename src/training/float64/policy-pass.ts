/** The policy's part of a step for one run: log π of choices from θ, and ∂L/∂θ from ∂L/∂log π. */
import { exp, log } from '../../math/elementary';
import type { RowPolicy } from '../../policies/float64/policy';
import type { Tree } from '../../worlds/tree';

/** The logit of a choice that may not be taken. */
const forbidden = -1e9;

export class PolicyPass {
  /** log π of each choice, normalised at each node, [M · V], at the nodes of the latest pass. */
  readonly logPi: Float64Array;
  /** The same and, after them, the values that are learned, which are the last numbers of θ: all that losses read. */
  readonly columns: Float64Array;
  /** Logits and then probabilities of the same. */
  readonly #pi: Float64Array;
  readonly #towards: Float64Array;
  readonly #policy: RowPolicy;
  readonly #choices: number;
  readonly #allowed: Uint8Array;
  readonly #allowsAll: boolean;

  /** `values`: how many are learned, M or none. */
  constructor(policy: RowPolicy, { nodes, choices, allowed }: Tree, values = 0) {
    this.#policy = policy;
    this.#choices = choices;
    this.#allowed = allowed;
    this.#allowsAll = allowed.every((value) => value === 1);
    this.columns = new Float64Array(nodes * choices + values);
    this.logPi = this.columns.subarray(0, nodes * choices);
    this.#pi = new Float64Array(nodes * choices);
    this.#towards = new Float64Array(nodes * choices);
  }

  forward(theta: Float64Array, nodes: Int32Array): void {
    const { logPi, columns } = this;
    columns.set(theta.subarray(this.#policy.initial.length), logPi.length);
    const [pi, choices] = [this.#pi, this.#choices];
    this.logits(theta, nodes, pi);
    for (const node of nodes) {
      const start = node * choices;
      const end = start + choices;
      let top = Number.NEGATIVE_INFINITY;
      for (let i = start; i < end; i++) top = Math.max(top, pi[i] ?? 0);
      let sum = 0;
      for (let i = start; i < end; i++) {
        const logit = (pi[i] ?? 0) - top;
        logPi[i] = logit;
        const share = exp(logit);
        pi[i] = share;
        sum += share;
      }
      const shared = log(sum);
      for (let i = start; i < end; i++) {
        logPi[i] = (logPi[i] ?? 0) - shared;
        pi[i] = (pi[i] ?? 0) / sum;
      }
    }
  }

  /** Writes unnormalised log-probabilities into `logits` [M · V]. */
  logits(theta: Float64Array, nodes: Int32Array, logits: Float64Array): void {
    this.#policy.forward(theta.subarray(0, this.#policy.initial.length), nodes, logits);
    if (this.#allowsAll) return;
    for (const node of nodes) {
      for (let i = node * this.#choices; i < (node + 1) * this.#choices; i++) {
        if (this.#allowed[i] === 0) logits[i] = forbidden;
      }
    }
  }

  /** After `forward` at the same nodes: writes ∂L/∂θ into `gradient` [D] from ∂L/∂ the columns in `upstream`. */
  pullback(upstream: Float64Array, nodes: Int32Array, gradient: Float64Array): void {
    const [pi, towards, choices] = [this.#pi, this.#towards, this.#choices];
    for (const node of nodes) {
      const start = node * choices;
      const end = start + choices;
      let total = 0;
      for (let i = start; i < end; i++) total += upstream[i] ?? 0;
      for (let i = start; i < end; i++) towards[i] = (upstream[i] ?? 0) - (pi[i] ?? 0) * total;
    }
    const { length } = this.#policy.initial;
    this.#policy.pullback(towards, nodes, gradient.subarray(0, length));
    gradient.set(upstream.subarray(towards.length), length);
  }
}
