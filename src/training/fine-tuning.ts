/** Supervised fine-tuning: the policy family learns a corpus, and becomes a reference. */
import { dispose, keep, mul, neg, type Scalar, sum, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { logNormalise } from '../math/distribution';
import { placeOfLot, runningSums } from '../math/draw';
import { Stream } from '../math/stream';
import type { Policy } from '../policies/policy';
import { pathSums } from '../worlds/tree';
import type { FineTuning, World } from '../worlds/world';
import type { Reference } from './groundwork';
import { allNodes, nodesFor } from './nodes';
import { optimiserOf } from './optimiser';
import { PolicyView } from './policy-step';
import { readBack } from './read-back';
import type { Underway } from './stage-results';

/** What is learned: responses by flat index, and how much each counts; null where all count the same. */
export interface Text {
  readonly responses: Int32Array;
  /** Together 1. */
  readonly weights: Float64Array | null;
}

/** Every response, as often as it is to be expected. */
export const expectedText = ({ prompts }: World, logP: Float64Array): Text => ({
  responses: Int32Array.from(logP, (_, response) => response),
  weights: logP.map((value) => Math.exp(value) / prompts.length),
});

/** `samples` responses to each prompt; `name` is that of the streams they are drawn from. */
export const drawnText = ({ logRef, prompts, responses }: World, samples: number, seed: number, name: string): Text => {
  const columns = responses.length;
  const corpus = new Int32Array(prompts.length * samples);
  prompts.forEach((_, prompt) => {
    const stream = Stream.named(seed, `${name}: prompt ${prompt}`);
    const start = prompt * columns;
    const sums = runningSums(logRef.subarray(start, start + columns).map(Math.exp));
    for (let i = 0; i < samples; i++) corpus[prompt * samples + i] = start + placeOfLot(sums, stream.uniform());
  });
  return { responses: corpus, weights: null };
};

/** Fine-tuning on the current backend: full batches, so that a step needs no more than counts of choices. */
export class FineTuner implements Underway<Reference> {
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

  /** `start` is θ [D] at first; `policy` goes with it when it is disposed. */
  constructor(
    world: World,
    policy: Policy,
    settings: Pick<FineTuning, 'steps' | 'learningRate'>,
    { responses, weights }: Text,
    start: Float32Array = policy.initial,
  ) {
    this.steps = settings.steps;
    this.#learningRate = settings.learningRate;
    this.#world = world;
    this.#policy = policy;
    const { tree } = world;
    const nodes = nodesFor(policy, tree, [responses]);
    this.#view = new PolicyView(policy, tree, nodes);
    const shares = new Float32Array(nodes.columns);
    responses.forEach((response, i) => {
      const weight = weights?.[i] ?? 1 / responses.length;
      for (const choice of tree.paths.subarray(response * tree.depth, (response + 1) * tree.depth)) {
        if (choice < 0) break;
        const column = nodes.columnOf(choice);
        shares[column] = (shares[column] ?? 0) + weight;
      }
    });
    this.#shares = tensor2d(shares, [1, shares.length]);
    const size = start.length;
    this.#theta = tensor2d(start, [1, size]);
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
      if (!Number.isFinite(loss)) {
        throw new Error(
          `fine-tuning the reference left the finite numbers at step ${this.#losses.length + 1}; a lower learning rate keeps it going`,
        );
      }
      this.#losses.push(loss);
    }
  }

  async result(): Promise<Reference> {
    const { tree } = this.#world;
    const everywhere = new PolicyView(this.#policy, tree, allNodes(tree));
    const [logits, theta] = await readBack(() => [everywhere.logits(this.#theta, 1), this.#theta]);
    everywhere.dispose();
    if (!logits || !theta) throw new Error('nothing came back');
    const choiceLogRef = choiceLogProbabilities(this.#world, logits);
    return { theta, choiceLogRef, logRef: pathSums(tree, choiceLogRef) };
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
      const next = optimiserOf('adam').update(this.#theta, gradient, this.#moments, step, this.#learningRate);
      this.#theta = keep(next.theta);
      this.#moments = next.moments.map((moment) => keep(moment));
      return keep(neg(sum(mul(this.#shares, logPi))) as Scalar);
    });
    dispose(before);
    return loss;
  }
}

/** log π of each choice in float64 from logits [M · V] of all nodes; −∞ where a choice may not be taken. */
export const choiceLogProbabilities = ({ tree }: World, logits: ArrayLike<number>): Float64Array => {
  const masked = new Float64Array(logits);
  for (let i = 0; i < masked.length; i++) if (tree.allowed[i] === 0) masked[i] = Number.NEGATIVE_INFINITY;
  return logNormalise(masked, tree.choices);
};
