/** Adam in float64, for one vector of parameters (1412.6980, algorithm 1). */

import { pow } from '../math/elementary';

const [decay, squareDecay, smallest] = [0.9, 0.999, 1e-8];

export class Adam {
  readonly #learningRate: number;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  #step = 0;

  constructor(size: number, learningRate: number) {
    this.#learningRate = learningRate;
    this.#mean = new Float64Array(size);
    this.#square = new Float64Array(size);
  }

  /** Moves θ in place against the gradient. */
  update(theta: Float64Array, gradient: Float64Array): void {
    this.#step += 1;
    const [bias, squareBias] = [1 - pow(decay, this.#step), 1 - pow(squareDecay, this.#step)];
    for (let i = 0; i < theta.length; i++) {
      const slope = gradient[i] ?? 0;
      const mean = decay * (this.#mean[i] ?? 0) + (1 - decay) * slope;
      const square = squareDecay * (this.#square[i] ?? 0) + (1 - squareDecay) * slope * slope;
      this.#mean[i] = mean;
      this.#square[i] = square;
      theta[i] = (theta[i] ?? 0) - (this.#learningRate * (mean / bias)) / (Math.sqrt(square / squareBias) + smallest);
    }
  }
}
