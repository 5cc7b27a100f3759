/** The cosine between each run's gradient and exact RL's at the same policy: the metric `gradCosine`. */
import { div, mul, reshape, sqrt, square, sum, type Tensor, type Tensor2D, tensor } from '@tensorflow/tfjs-core';
import { symbol } from '../expression/node';
import { rlExact } from '../objectives/rl-exact';
import type { World } from '../worlds/world';
import type { ResponseSums } from './picks';
import type { PolicyPass } from './policy-step';
import { Term } from './term';

const norm = (rows: Tensor2D): Tensor => sqrt(sum(square(rows), 1, true));

export class ExactDirection {
  readonly #term = new Term(rlExact.form({}).loss, [symbol('logPi', 'element')]);
  readonly #symbols: Map<string, Tensor>;
  readonly #shape: readonly [prompts: number, responses: number];

  constructor(world: World, beta: number) {
    this.#shape = [world.prompts.length, world.responses.length];
    const table = (values: Float64Array): Tensor => tensor(Float32Array.from(values), [1, ...this.#shape]);
    this.#symbols = new Map([
      ['logRef', table(world.logRef)],
      ['r', table(world.reward)],
      ['beta', tensor([beta], [1, 1, 1])],
    ]);
  }

  /**
   * Cosine between `gradient` [R, D] and ∂(−E[r] + β KL)/∂θ, [R, 1]. The pass is over all nodes; `responses` sums the
   * choices of all responses, null where each response is one choice. Call inside `tidy`.
   */
  cosine(pass: PolicyPass, responses: ResponseSums | null, gradient: Tensor2D): Tensor2D {
    const [runs] = gradient.shape;
    const shape = [runs, ...this.#shape];
    const logPi = responses === null ? pass.logPi : responses.gather(pass.logPi);
    const symbols = new Map([...this.#symbols, ['logPi', reshape(logPi, shape)] as const]);
    const [towardsLogPi] = this.#term.gradients(symbols, shape);
    if (towardsLogPi === undefined) throw new Error('exact RL has no gradient');
    const upstream: Tensor2D = reshape(towardsLogPi, [runs, -1]);
    const exact = pass.pullback(responses === null ? upstream : responses.scatter(upstream));
    return div(sum(mul(exact, gradient), 1, true), mul(norm(exact), norm(gradient)));
  }

  dispose(): void {
    this.#term.dispose();
    for (const table of this.#symbols.values()) table.dispose();
  }
}
