/** The cosine between each run's gradient and exact RL's at the same policy: the metric `gradCosine`. */
import { div, mul, sqrt, square, sum, type Tensor, type Tensor2D, tensor } from '@tensorflow/tfjs-core';
import { compile } from '../expression/program';
import { bind, everyResponse } from '../objectives/bind';
import { domains, movingSymbols } from '../objectives/domain';
import { rlExact } from '../objectives/rl-exact';
import type { World } from '../worlds/world';
import { type Bound, bindOnDevice, shapeOf } from './bound';
import type { NodeSet } from './nodes';
import type { PolicyPass } from './policy-step';
import { tablesOf } from './tables';
import { Term } from './term';

const norm = (rows: Tensor2D): Tensor => sqrt(sum(square(rows), 1, true));

export class ExactDirection {
  readonly #term: Term;
  readonly #bound: Bound;
  readonly #beta: Tensor;

  /** `nodes` are all of the tree. */
  constructor(world: World, beta: number, nodes: NodeSet) {
    const { loss } = rlExact.form({});
    const tables = tablesOf(world, 'true');
    const { symbols } = compile([loss]);
    this.#term = new Term(loss, movingSymbols(domains.exact, symbols));
    this.#bound = bindOnDevice(domains.exact, bind(domains.exact, everyResponse(world), tables, symbols), nodes);
    this.#beta = tensor([beta], [1, 1, 1]);
  }

  /** Cosine between `gradient` [R, D] and ∂(−E[r] + β KL)/∂θ, [R, 1]. The pass is over all nodes. Call inside `tidy`. */
  cosine(pass: PolicyPass, gradient: Tensor2D): Tensor2D {
    const [runs] = gradient.shape;
    const symbols = new Map([...this.#bound.fixed, ['beta', this.#beta] as const, ...this.#bound.gather(pass.columns)]);
    const { gradients } = this.#term.values(symbols, shapeOf(this.#bound, runs), false);
    const exact = pass.pullback(this.#bound.scatter(gradients));
    return div(sum(mul(exact, gradient), 1, true), mul(norm(exact), norm(gradient)));
  }

  dispose(): void {
    this.#term.dispose();
    this.#bound.dispose();
    this.#beta.dispose();
  }
}
