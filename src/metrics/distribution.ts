/** A policy as metrics read it: log-probabilities, and the probabilities, which take an exponential each and are shared. */

import { divergence, meanUnder } from '../math/distribution';
import { exp } from '../math/elementary';

/** Tables are row-major [prompts, responses]; log-probabilities in nats, normalised over the responses to a prompt. */
export class Distribution {
  readonly logP: Float64Array;
  readonly #p: Float64Array;
  readonly #columns: number;

  constructor(logP: Float64Array, columns: number) {
    this.logP = logP;
    this.#p = new Float64Array(logP.length);
    for (let i = 0; i < logP.length; i++) this.#p[i] = exp(logP[i] ?? 0);
    this.#columns = columns;
  }

  /**
   * Expected value, mean over prompts, of what each response has: one value for each, or for each response whatever the
   * prompt. A response of probability 0 counts as 0 whatever its value.
   */
  mean(values: Float64Array): number {
    return meanUnder(this.#p, values, this.#columns);
  }

  /** The same at each prompt. */
  means(values: Float64Array): Float64Array {
    return Float64Array.from({ length: this.#p.length / this.#columns }, (_, prompt) => {
      const start = prompt * this.#columns;
      const end = start + this.#columns;
      const own = values.length === this.#columns ? values : values.subarray(start, end);
      return meanUnder(this.#p.subarray(start, end), own, this.#columns);
    });
  }

  /** KL(this‖other) in nats, mean over prompts. */
  divergenceFrom({ logP: logQ }: Pick<Distribution, 'logP'>): number {
    return divergence(this.#p, this.logP, logQ, this.#columns);
  }

  /** Probability of these responses together, mean over prompts. */
  massOn(responses: Int32Array): number {
    const share = this.#columns / this.logP.length;
    let sum = 0;
    for (let i = 0; i < responses.length; i++) sum += this.#p[responses[i] ?? 0] ?? 0;
    return share * sum;
  }
}
