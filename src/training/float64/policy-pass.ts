/** The policy's part of a step for one run: log π of choices from θ, and ∂L/∂θ from ∂L/∂log π. */
import { callOf } from '../../math/call';
import { bytesOf, type OpenRoom, openRoom, type SimdRoom } from '../../math/simd-room';
import { softmaxAt, softmaxBack } from '../../math/softmax';
import type { CompiledPass, PassCalls, RowPass, RowPolicy } from '../../policies/float64/policy';
import type { Tree } from '../../worlds/tree';

/** The logit of a choice that may not be taken. */
const forbidden = -1e9;

export class PolicyPass {
  /** log π of each choice, normalised at each node, [M · V], at the nodes of the latest pass. */
  readonly logPi: Float64Array;
  /** The same and, after them, the values that are learned, which are the last numbers of θ: all that losses read. */
  readonly columns: Float64Array;
  /** Room for ∂L/∂ the columns, from where `pullback` need not copy it. */
  readonly upstream: Float64Array;
  /** Logits and then probabilities of the same. */
  readonly #pi: Float64Array;
  readonly #towards: Float64Array;
  readonly #policy: RowPolicy;
  /** The same on arrays of the room; null where it is not compiled. */
  readonly #compiled: CompiledPass | null;
  readonly #here: RowPass;
  /** How many values are learned. */
  readonly #values: number;
  readonly #choices: number;
  readonly #allowed: Uint8Array;
  /** Whether responses are single choices: then every step visits the same nodes. */
  readonly isFlat: boolean;
  readonly #room: SimdRoom | null;
  /** The nodes visited last. */
  #latest: Int32Array | null = null;
  /** The same, in the room where there is one. */
  readonly #nodes: Int32Array;
  /** Their choices that may not be taken. */
  #barred: readonly number[] = [];

  /** `values`: how many are learned, M or none. */
  constructor(policy: RowPolicy, { nodes, choices, allowed, depth }: Tree, values = 0, open: OpenRoom = openRoom) {
    const size = nodes * choices;
    this.#room = open(4 * bytesOf(size + values) + bytesOf(nodes) + (policy.compiled?.bytes ?? 0));
    const make = (count: number): Float64Array => this.#room?.numbers(count) ?? new Float64Array(count);
    this.#policy = policy;
    this.#compiled = (this.#room && policy.compiled?.in(this.#room)) ?? null;
    this.#here = this.#compiled ?? policy;
    this.#values = values;
    this.#choices = choices;
    this.#allowed = allowed;
    this.isFlat = depth === 1;
    this.columns = make(size + values);
    this.upstream = make(size + values);
    this.logPi = this.columns.subarray(0, size);
    this.#pi = make(size);
    this.#towards = make(size);
    this.#nodes = this.#room?.integers(nodes) ?? new Int32Array(nodes);
  }

  forward(theta: Float64Array, nodes: Int32Array): void {
    const { logPi, columns } = this;
    if (this.#values > 0) columns.set(theta.subarray(this.#policy.initial.length), logPi.length);
    this.#here.forward(this.#ownPart(theta), nodes, this.#pi);
    this.#forbid(nodes, this.#pi);
    if (this.#room === null) softmaxAt(nodes, this.#choices, logPi, this.#pi);
    else {
      const at = this.#nodes.byteOffset;
      this.#room.compiled.softmaxAt(at, nodes.length, this.#choices, logPi.byteOffset, this.#pi.byteOffset);
    }
  }

  /** Writes unnormalised log-probabilities into `logits` [M · V]. */
  logits(theta: Float64Array, nodes: Int32Array, logits: Float64Array): void {
    this.#policy.forward(this.#ownPart(theta), nodes, logits);
    this.#forbid(nodes, logits);
  }

  #forbid(nodes: Int32Array, logits: Float64Array): void {
    this.#visit(nodes);
    for (const choice of this.#barred) logits[choice] = forbidden;
  }

  #visit(nodes: Int32Array): void {
    if (nodes === this.#latest) return;
    this.#latest = nodes;
    this.#nodes.set(nodes);
    const barred: number[] = [];
    for (const node of nodes) {
      for (let i = node * this.#choices; i < (node + 1) * this.#choices; i++)
        if (this.#allowed[i] === 0) barred.push(i);
    }
    this.#barred = barred;
  }

  /** After `forward` at the same nodes: writes ∂L/∂θ into `gradient` [D] from ∂L/∂ the columns in `upstream`. */
  pullback(upstream: Float64Array, nodes: Int32Array, gradient: Float64Array): void {
    const [pi, towards] = [this.#pi, this.#towards];
    if (this.#room === null) softmaxBack(nodes, this.#choices, pi, upstream, towards);
    else {
      if (upstream !== this.upstream) this.upstream.set(upstream);
      const [from, to] = [this.upstream.byteOffset, towards.byteOffset];
      this.#visit(nodes);
      const at = this.#nodes.byteOffset;
      this.#room.compiled.softmaxBack(at, nodes.length, this.#choices, pi.byteOffset, from, to);
    }
    this.#here.pullback(towards, nodes, this.#ownPart(gradient));
    if (this.#values > 0) gradient.set(upstream.subarray(towards.length), this.#policy.initial.length);
  }

  /**
   * Both directions at all nodes of a flat tree, as calls, for a run whose θ lies at this place of its row; ∂L/∂θ is written to
   * the address `gradient`, from ∂L/∂ the columns in `upstream`, which `forward` leaves at 0. Null where some of it is not compiled.
   */
  callsFor(theta: number, gradient: number): PassCalls | null {
    const isPlain = this.isFlat && this.#barred.length === 0 && this.#values === 0;
    if (this.#room === null || this.#compiled === null || !isPlain) return null;
    const [pi, towards] = [this.#pi.byteOffset, this.#towards.byteOffset];
    const { forward, pullback } = this.#compiled.callsFor({ theta, logits: pi, upstream: towards, gradient });
    const { softmaxAt, softmaxBack, clear } = this.#room.compiled;
    const nodes = [this.#nodes.byteOffset, this.#nodes.length, this.#choices];
    const upstream = this.upstream.byteOffset;
    return {
      forward: [
        ...forward,
        callOf(softmaxAt, ...nodes, this.logPi.byteOffset, pi),
        callOf(clear, upstream, this.upstream.length),
      ],
      pullback: [callOf(softmaxBack, ...nodes, pi, upstream, towards), ...pullback],
    };
  }

  /** Of θ, or of what is as long, the policy's numbers without the values. */
  #ownPart(theta: Float64Array): Float64Array {
    return this.#values > 0 ? theta.subarray(0, this.#policy.initial.length) : theta;
  }
}
