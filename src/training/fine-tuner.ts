/** Supervised fine-tuning: the policy family learns a text, and becomes a reference. The same bits wherever runs train. */
import type { Experiment } from '../settings/experiment';
import type { FineTuning, World } from '../worlds/world';
import { type Rates, usualEpsilon } from './adam';
import { type Optimiser, optimiserOf, type Weights } from './float64/optimiser';
import { PolicyPass } from './float64/policy-pass';
import { rowPolicyOf } from './float64/row-policy';
import type { Reference } from './groundwork';
import { nodesOnPaths } from './nodes';
import type { Numbers } from './numbers';
import { referenceTables } from './reference-tables';
import type { Underway } from './stage-results';
import { choiceShares, finiteLoss, type Text } from './text';

export class FineTuner implements Underway<Reference> {
  readonly steps: number;
  readonly #world: World;
  readonly #rates: Rates;
  readonly #pass: PolicyPass;
  /** On the paths of the corpus. */
  readonly #nodes: Int32Array;
  readonly #shares: Float64Array;
  /** ∂L/∂log π of the choices. */
  readonly #towards: Float64Array;
  readonly #optimiser: Optimiser;
  readonly #gradient: Float64Array;
  #weights: Weights;
  #next: Weights;
  readonly #losses: number[] = [];

  /** `start` is θ [D] at first. */
  constructor(
    experiment: Experiment,
    world: World,
    { steps, learningRate }: Pick<FineTuning, 'steps' | 'learningRate'>,
    text: Text,
    start?: Numbers,
  ) {
    this.steps = steps;
    this.#rates = { learningRate, epsilon: usualEpsilon };
    this.#world = world;
    const policy = rowPolicyOf(experiment, world);
    this.#pass = new PolicyPass(policy, world.tree);
    this.#nodes = nodesOnPaths(world.tree, [text.responses]).nodes;
    this.#shares = choiceShares(world, text);
    this.#towards = this.#shares.map((share) => -share);
    this.#optimiser = optimiserOf('adam', 1, policy.initial.length);
    const { array } = this.#optimiser;
    this.#gradient = array();
    this.#weights = { theta: array(), moments: [array(), array()] };
    this.#weights.theta.set(start ?? policy.initial);
    this.#next = { theta: array(), moments: [array(), array()] };
  }

  /** Negative log-likelihood of the text in nats a response. */
  get values(): Float64Array {
    return Float64Array.from(this.#losses);
  }

  advance(count: number): void {
    for (let i = 0; i < count && this.#losses.length < this.steps; i++) this.#step();
  }

  result(): Reference {
    const { theta } = this.#weights;
    return { theta: theta.slice(), ...referenceTables(this.#world, this.#pass, theta) };
  }

  #step(): void {
    const step = this.#losses.length + 1;
    this.#pass.forward(this.#weights.theta, this.#nodes);
    const { logPi } = this.#pass;
    let loss = 0;
    for (let i = 0; i < logPi.length; i++) if (this.#shares[i] !== 0) loss -= (this.#shares[i] ?? 0) * (logPi[i] ?? 0);
    this.#losses.push(finiteLoss(loss, step));
    this.#pass.pullback(this.#towards, this.#nodes, this.#gradient);
    this.#optimiser.update(this.#weights, this.#gradient, this.#next, step, this.#rates);
    [this.#weights, this.#next] = [this.#next, this.#weights];
  }
}
