/** All metrics of one run in float64, from its read-back log-probabilities. */
import { type MetricName, metricNames } from '../experiment/metrics';
import { divergence, meanUnder } from '../math/distribution';
import { optimum } from '../math/optimum';
import type { World } from '../worlds/world';
import type { Batch } from './sampler';

/** Log-probabilities closer than this may differ only because logits are computed in 32 bits; they count as equal. */
const rounding = 1e-5;

const meanOver = (indices: Int32Array, table: Float64Array): number => {
  let sum = 0;
  for (const index of indices) sum += table[index] ?? 0;
  return sum / indices.length;
};

/** What stays the same over a training: the world, the pairs held for the metrics, and where every run began. */
export class Meter {
  readonly #world: World;
  readonly #held: Batch;
  /** log π at step 0, [N]. */
  readonly #start: Float64Array;
  readonly #columns: number;
  /** 1 for responses chosen in a held pair, and for those rejected in one, [N]. */
  readonly #isChosen: Uint8Array;
  readonly #isRejected: Uint8Array;
  readonly #piRef: Float64Array;
  /** Of each response to each prompt, [N]; null where responses lie on no line. */
  readonly #positions: Float64Array | null;
  #beta: number;
  #logStar: Float64Array;
  #piStar: Float64Array;

  constructor(world: World, held: Batch, start: Float64Array, beta: number) {
    this.#world = world;
    this.#held = held;
    this.#start = start;
    this.#columns = world.responses.length;
    const marked = (responses: Int32Array): Uint8Array => {
      const marks = new Uint8Array(world.logRef.length);
      for (const response of responses) marks[response] = 1;
      return marks;
    };
    this.#isChosen = marked(held.chosen);
    this.#isRejected = marked(held.rejected);
    this.#piRef = world.logRef.map(Math.exp);
    const { positions } = world;
    this.#positions = positions && world.logRef.map((_, i) => positions[i % positions.length] ?? 0);
    this.#beta = beta;
    this.#logStar = optimum(world, beta);
    this.#piStar = this.#logStar.map(Math.exp);
  }

  set beta(beta: number) {
    this.#beta = beta;
    this.#logStar = optimum(this.#world, beta);
    this.#piStar = this.#logStar.map(Math.exp);
  }

  /** Metrics in the order of `metricNames`, NaN where one does not apply. `logPi` [N]; `loss` and `gradCosine` come from the device. */
  read(logPi: Float64Array, loss: number, gradCosine: number): Float64Array {
    const values: Readonly<Partial<Record<MetricName, number>>> = {
      loss,
      gradCosine,
      ...this.#overResponses(logPi),
      ...this.#overPairs(logPi),
    };
    return Float64Array.from(metricNames, (name) => values[name] ?? Number.NaN);
  }

  #overResponses(logPi: Float64Array): Partial<Record<MetricName, number>> {
    const { logRef, reward, labelReward, contentLengths } = this.#world;
    const columns = this.#columns;
    // Once for all: an exponential a response would be most of the work.
    const pi = logPi.map(Math.exp);
    const mean = (values: Float64Array): number => meanUnder(pi, values, columns);
    const expectedReward = mean(reward);
    const kl = divergence(pi, logPi, logRef, columns);
    return {
      reward: expectedReward,
      kl,
      klForward: divergence(this.#piRef, logRef, logPi, columns),
      gap: divergence(pi, logPi, this.#logStar, columns),
      gapForward: divergence(this.#piStar, this.#logStar, logPi, columns),
      value: expectedReward - this.#beta * kl,
      entropy: -mean(logPi),
      ...this.#masses(pi),
      ...(labelReward === reward ? {} : { proxyReward: mean(labelReward) }),
      ...(this.#positions === null ? {} : { position: mean(this.#positions) }),
      ...(contentLengths === null ? {} : { length: mean(contentLengths) }),
    };
  }

  /** Probability of responses only chosen, only rejected, both in turn, and in no pair; they sum to 1. */
  #masses(pi: Float64Array): Partial<Record<MetricName, number>> {
    const share = this.#columns / pi.length;
    const masses = { chosenMass: 0, rejectedMass: 0, bothMass: 0, otherMass: 0 };
    for (let i = 0; i < pi.length; i++) {
      const p = share * (pi[i] ?? 0);
      if (this.#isChosen[i] === 1) masses[this.#isRejected[i] === 1 ? 'bothMass' : 'chosenMass'] += p;
      else masses[this.#isRejected[i] === 1 ? 'rejectedMass' : 'otherMass'] += p;
    }
    return masses;
  }

  #overPairs(logPi: Float64Array): Partial<Record<MetricName, number>> {
    const { chosen, rejected, size } = this.#held;
    const { logRef, lengths } = this.#world;
    let [accurate, down, tokenMargin] = [0, 0, 0];
    for (let pair = 0; pair < size; pair++) {
      const w = chosen[pair] ?? 0;
      const l = rejected[pair] ?? 0;
      const [a, b] = [logPi[w] ?? 0, logPi[l] ?? 0];
      if (a - (logRef[w] ?? 0) - (b - (logRef[l] ?? 0)) > rounding) accurate += 1;
      if (a < (this.#start[w] ?? 0) - rounding) down += 1;
      tokenMargin += a / (lengths[w] ?? 1) - b / (lengths[l] ?? 1);
    }
    const chosenLogp = meanOver(chosen, logPi);
    const rejectedLogp = meanOver(rejected, logPi);
    return {
      chosenLogp,
      rejectedLogp,
      chosenShift: chosenLogp - meanOver(chosen, this.#start),
      rejectedShift: rejectedLogp - meanOver(rejected, this.#start),
      margin: chosenLogp - meanOver(chosen, logRef) - (rejectedLogp - meanOver(rejected, logRef)),
      accuracy: accurate / size,
      pairsDown: down / size,
      tokenMargin: tokenMargin / size,
    };
  }
}
