/** Supervised fine-tuning: the policy family learns a corpus, and becomes a reference. */
import { dispose, keep, mul, neg, type Scalar, sum, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Policy } from '../policies/policy';
import type { FineTuning, World } from '../worlds/world';
import { type Rates, usualEpsilon } from './adam';
import type { Reference } from './groundwork';
import { allNodes, nodesFor } from './nodes';
import type { Numbers } from './numbers';
import { optimiserOf } from './optimiser';
import { PolicyView } from './policy-step';
import { readBack } from './read-back';
import { referenceTables } from './reference-tables';
import type { Underway } from './stage-results';
import { choiceShares, finiteLoss, type Text } from './text';

/** Fine-tuning on the current backend: full batches, so that a step needs no more than counts of choices. */
export class TensorFineTuner implements Underway<Reference> {
  readonly steps: number;
  readonly #world: World;
  readonly #policy: Policy;
  readonly #rates: Rates;
  readonly #view: PolicyView;
  /** Share of the corpus that takes each choice, [1, m · V]. */
  readonly #shares: Tensor2D;
  #theta: Tensor2D;
  #moments: readonly Tensor2D[];
  readonly #losses: number[] = [];

  /** `start` is θ [D] at first; `policy` goes with it when it is disposed. */
  constructor(
    world: World,
    policy: Policy,
    settings: Pick<FineTuning, 'steps' | 'learningRate'>,
    text: Text,
    start: Numbers = policy.initial,
  ) {
    this.steps = settings.steps;
    this.#rates = { learningRate: settings.learningRate, epsilon: usualEpsilon };
    this.#world = world;
    this.#policy = policy;
    const { tree } = world;
    const nodes = nodesFor(policy, tree, [text.responses]);
    this.#view = new PolicyView(policy, tree, nodes);
    const shares = new Float32Array(nodes.columns);
    choiceShares(world, text).forEach((share, choice) => {
      if (share > 0) shares[nodes.columnOf(choice)] = share;
    });
    this.#shares = tensor2d(shares, [1, shares.length]);
    const size = start.length;
    this.#theta = tensor2d(Float32Array.from(start), [1, size]);
    this.#moments = [tensor2d(new Float32Array(size), [1, size]), tensor2d(new Float32Array(size), [1, size])];
  }

  /** Negative log-likelihood of the corpus in nats a response. */
  get values(): Float64Array {
    return Float64Array.from(this.#losses);
  }

  /** Reads the losses of its steps back at once. */
  async advance(count: number): Promise<void> {
    const taken: Scalar[] = [];
    const steps = Math.min(count, this.steps - this.#losses.length);
    for (let i = 1; i <= steps; i++) taken.push(this.#step(this.#losses.length + i));
    if (taken.length === 0) return;
    const values = await readBack(() => taken);
    dispose(taken);
    for (const [loss = Number.NaN] of values) {
      this.#losses.push(finiteLoss(loss, this.#losses.length + 1));
    }
  }

  async result(): Promise<Reference> {
    const { tree } = this.#world;
    const everywhere = new PolicyView(this.#policy, tree, allNodes(tree));
    const [logits, theta] = await readBack(() => [everywhere.logits(this.#theta, 1), this.#theta]);
    everywhere.dispose();
    if (!logits || !theta) throw new Error('nothing came back');
    return { theta, ...referenceTables(this.#world, logits) };
  }

  dispose(): void {
    this.#view.dispose();
    this.#shares.dispose();
    this.#theta.dispose();
    dispose([...this.#moments]);
    this.#policy.dispose();
  }

  #step(step: number): Scalar {
    const before = [this.#theta, ...this.#moments];
    const loss = tidy(() => {
      const { logPi, pullback } = this.#view.pass(this.#theta);
      const gradient = pullback(neg(this.#shares));
      const next = optimiserOf('adam').update(this.#theta, gradient, this.#moments, step, this.#rates);
      this.#theta = keep(next.theta);
      this.#moments = next.moments.map((moment) => keep(moment));
      return keep(neg(sum(mul(this.#shares, logPi))) as Scalar);
    });
    dispose(before);
    return loss;
  }
}
