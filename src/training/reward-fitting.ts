/** Fits a reward model to the experiment's pairs, as Bradley and Terry have it: −log σ(r̂(y_w) − r̂(y_l)), mean over pairs. */
import { standardised } from '../math/distribution';
import { sigmoid, softplus } from '../math/scalar';
import { Stream } from '../math/stream';
import type { Experiment } from '../settings/experiment';
import type { World } from '../worlds/world';
import { Adam } from './float64-adam';
import { inputsOf } from './model-inputs';
import { mlp } from './model-mlp';
import { type RewardFunction, table } from './reward-function';
import { type Batch, Sampler } from './sampler';
import type { Underway } from './stage-results';

const functionOf = ({ rewardModel: { kind, hidden }, seed }: Experiment, world: World): RewardFunction =>
  kind === 'table' ? table(world.logRef.length) : mlp(inputsOf(world), hidden, Stream.named(seed, 'reward model'));

/** Each response of the pairs once, and where in that list those of each pair are. */
const distinct = ({ chosen, rejected }: Batch) => {
  const places = new Map<number, number>();
  const placeOf = (response: number): number => {
    const place = places.get(response) ?? places.size;
    places.set(response, place);
    return place;
  };
  const [winners, losers] = [chosen, rejected].map((responses) => responses.map(placeOf));
  return { responses: Int32Array.from(places.keys()), winners: winners ?? chosen, losers: losers ?? rejected };
};

export class RewardFitting implements Underway<Float64Array> {
  readonly steps: number;
  readonly #world: World;
  readonly #penalty: number;
  readonly #function: RewardFunction;
  readonly #sampler: Sampler;
  readonly #theta: Float64Array;
  readonly #adam: Adam;
  readonly #losses: number[] = [];
  #pairs: { readonly batch: Batch; readonly of: ReturnType<typeof distinct> } | null = null;

  /** `world` has the reference that pairs are drawn from. Pairs that are new every step are so here too. */
  constructor(experiment: Experiment, world: World) {
    const { rewardModel, data, training } = experiment;
    this.steps = rewardModel.steps;
    this.#world = world;
    this.#penalty = rewardModel.penalty;
    this.#function = functionOf(experiment, world);
    const batch = data.pairs === 'fresh' ? training.batch : 'all';
    this.#sampler = new Sampler(world, { ...experiment, training: { ...training, batch } });
    this.#theta = this.#function.initial.slice();
    this.#adam = new Adam(this.#theta.length, rewardModel.learningRate);
  }

  /** Mean of −log σ(r̂(y_w) − r̂(y_l)) over the pairs of each step before it was taken, without the penalty. */
  get values(): Float64Array {
    return Float64Array.from(this.#losses);
  }

  advance(count: number): void {
    const last = Math.min(this.steps, this.#losses.length + count);
    while (this.#losses.length < last) this.#losses.push(this.#step());
  }

  /** r̂ of every response [N], with mean 0 under π_ref for each prompt and variance 1, mean over prompts. */
  result(): Float64Array {
    const { logRef, responses } = this.#world;
    const all = Int32Array.from(logRef, (_, response) => response);
    return standardised(this.#function.at(this.#theta, all).rewards, logRef, responses.length);
  }

  #step(): number {
    const batch = this.#sampler.next();
    if (this.#pairs?.batch !== batch) this.#pairs = { batch, of: distinct(batch) };
    const { responses, winners, losers } = this.#pairs.of;
    const { rewards, pullback } = this.#function.at(this.#theta, responses);
    const upstream = new Float64Array(responses.length);
    let loss = 0;
    winners.forEach((winner, pair) => {
      const loser = losers[pair] ?? 0;
      const margin = (rewards[winner] ?? 0) - (rewards[loser] ?? 0);
      const pull = sigmoid(-margin) / batch.size;
      upstream[winner] = (upstream[winner] ?? 0) - pull;
      upstream[loser] = (upstream[loser] ?? 0) + pull;
      loss += softplus(-margin) / batch.size;
    });
    const gradient = pullback(upstream);
    this.#theta.forEach((value, i) => {
      gradient[i] = (gradient[i] ?? 0) + 2 * this.#penalty * value;
    });
    this.#adam.update(this.#theta, gradient);
    return loss;
  }
}
