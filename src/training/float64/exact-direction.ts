/** The cosine between a run's gradient and exact RL's at the same policy: the metric `gradCosine`. */
import { compile } from '../../expression/program';
import { cosine } from '../../math/vector';
import { bind, everyResponse } from '../../objectives/bind';
import { domains, movingSymbols } from '../../objectives/domain';
import { LossOnRows, type Numbers } from '../../objectives/loss-on-rows';
import { rlExact } from '../../objectives/rl-exact';
import type { World } from '../../worlds/world';
import { tablesOf } from '../tables';
import type { Everywhere } from './own-reference';

/** From θ [D] and the run's gradient [D] to the cosine between that and ∂(−E[r] + β KL)/∂θ. */
export const exactDirection = (world: World, beta: number, { pass, nodes }: Everywhere) => {
  const { loss } = rlExact.form({});
  const { symbols } = compile([loss]);
  const draw = everyResponse(world);
  const bindings = bind(domains.exact, draw, tablesOf(world, 'true'), symbols);
  const term = new LossOnRows(loss, movingSymbols(domains.exact, symbols), bindings);
  const knobs: Numbers = new Map([['beta', Float64Array.of(beta)]]);
  const weights = Float64Array.of(1 / draw.rows);
  return (theta: Float64Array, gradient: Float64Array): number => {
    pass.forward(theta, nodes);
    term.run(bindings, [knobs], pass.logPi, false);
    const upstream = new Float64Array(pass.logPi.length);
    term.addGradient(weights, upstream);
    const exact = new Float64Array(gradient.length);
    pass.pullback(upstream, nodes, exact);
    return cosine(exact, gradient);
  };
};
