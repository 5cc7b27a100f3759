/** Supervised fine-tuning: the policy family learns a corpus, and becomes the reference that every run starts from. */
import { dispose, keep, mul, neg, type Scalar, sum, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Policy } from '../policies/policy';
import type { Experiment } from '../settings/experiment';
import { pathSums } from '../worlds/tree';
import type { FineTuning, World } from '../worlds/world';
import {
  choiceLogProbabilities,
  choiceShares,
  drawCorpus,
  type FineTuner,
  finiteLoss,
  type Reference,
} from './fine-tuned';
import { allNodes, nodesFor } from './nodes';
import { optimiserOf } from './optimiser';
import { policyOf } from './policy-of';
import { PolicyView } from './policy-step';
import { readBack } from './read-back';

/** One fine-tuning under way, on the current backend: full batches, so that a step needs no more than counts of choices. */
export class TensorFineTuner implements FineTuner {
  readonly steps: number;
  readonly #world: World;
  readonly #policy: Policy;
  readonly #learningRate: number;
  readonly #view: PolicyView;
  /** Share of the corpus that takes each choice, [1, m · V]. */
  readonly #shares: Tensor2D;
  #theta: Tensor2D;
  #moments: readonly Tensor2D[];
  readonly #losses: number[] = [];

  constructor(experiment: Experiment, world: World, settings: FineTuning) {
    const policy = policyOf(experiment, world);
    this.steps = settings.steps;
    this.#learningRate = settings.learningRate;
    this.#world = world;
    this.#policy = policy;
    const { tree } = world;
    const corpus = drawCorpus(world, settings.samples, experiment.seed);
    const nodes = nodesFor(policy, tree, [corpus]);
    this.#view = new PolicyView(policy, tree, nodes);
    const shares = new Float32Array(nodes.columns);
    choiceShares(world, corpus).forEach((share, choice) => {
      if (share > 0) shares[nodes.columnOf(choice)] = share;
    });
    this.#shares = tensor2d(shares, [1, shares.length]);
    const size = policy.initial.length;
    this.#theta = tensor2d(policy.initial, [1, size]);
    this.#moments = [tensor2d(new Float32Array(size), [1, size]), tensor2d(new Float32Array(size), [1, size])];
  }

  get losses(): Float64Array {
    return Float64Array.from(this.#losses);
  }

  get isDone(): boolean {
    return this.#losses.length >= this.steps;
  }

  /** Takes up to `count` steps and reads their losses back at once; throws when they leave the finite numbers. */
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

  /** The reference as it stands. */
  async reference(): Promise<Reference> {
    const { tree } = this.#world;
    const everywhere = new PolicyView(this.#policy, tree, allNodes(tree));
    const [logits, theta] = await readBack(() => [everywhere.logits(this.#theta, 1), this.#theta]);
    everywhere.dispose();
    if (!logits || !theta) throw new Error('nothing came back');
    const choiceLogRef = choiceLogProbabilities(this.#world, logits);
    return { theta, choiceLogRef, logRef: pathSums(tree, choiceLogRef), losses: this.losses };
  }

  dispose(): void {
    this.#view.dispose();
    this.#policy.dispose();
    this.#shares.dispose();
    this.#theta.dispose();
    dispose([...this.#moments]);
  }

  #step(step: number): Scalar {
    const before = [this.#theta, ...this.#moments];
    const loss = tidy(() => {
      const { logPi, pullback } = this.#view.pass(this.#theta);
      const gradient = pullback(neg(this.#shares));
      const next = optimiserOf('adam').update(this.#theta, gradient, this.#moments, step, this.#learningRate);
      this.#theta = keep(next.theta);
      this.#moments = next.moments.map((moment) => keep(moment));
      return keep(neg(sum(mul(this.#shares, logPi))) as Scalar);
    });
    dispose(before);
    return loss;
  }
}
