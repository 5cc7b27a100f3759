/** A policy as metrics read it: log-probabilities, and the probabilities, which take an exponential each and are shared. */

/** Tables are row-major [prompts, responses]; log-probabilities in nats, normalised over the responses to a prompt. */
export class Distribution {
  readonly logP: Float64Array;
  readonly #p: Float64Array;
  readonly #columns: number;

  constructor(logP: Float64Array, columns: number) {
    this.logP = logP;
    this.#p = new Float64Array(logP.length);
    for (let i = 0; i < logP.length; i++) this.#p[i] = Math.exp(logP[i] ?? 0);
    this.#columns = columns;
  }

  /**
   * Expected value, mean over prompts, of what each response has: one value for each, or for each response whatever the
   * prompt. A response of probability 0 counts as 0 whatever its value.
   */
  mean(values: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < this.#p.length; i++) {
      const p = this.#p[i] ?? 0;
      if (p > 0) sum += p * (values[i % values.length] ?? 0);
    }
    return this.#perPrompt(sum);
  }

  /** KL(this‖other) in nats, mean over prompts. */
  divergenceFrom({ logP: logQ }: Distribution): number {
    let sum = 0;
    for (let i = 0; i < this.#p.length; i++) {
      const p = this.#p[i] ?? 0;
      if (p > 0) sum += p * ((this.logP[i] ?? 0) - (logQ[i] ?? 0));
    }
    return this.#perPrompt(sum);
  }

  /** Probability of these responses together, mean over prompts. */
  massOn(responses: Int32Array): number {
    const share = this.#columns / this.logP.length;
    let sum = 0;
    for (const response of responses) sum += share * (this.#p[response] ?? 0);
    return sum;
  }

  #perPrompt(sum: number): number {
    return (sum * this.#columns) / this.logP.length;
  }
}
