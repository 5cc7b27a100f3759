/** The cosine between a run's gradient and exact RL's at the same policy: the metric `gradCosine`. */
import { compile } from '../../expression/program';
import { bind, everyResponse } from '../../objectives/bind';
import { domains, movingSymbols } from '../../objectives/domain';
import { LossOnRows, type Numbers } from '../../objectives/loss-on-rows';
import { rlExact } from '../../objectives/rl-exact';
import type { World } from '../../worlds/world';
import { tablesOf } from '../tables';
import type { Everywhere } from './own-reference';

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

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
    return dot(exact, gradient) / Math.sqrt(dot(exact, exact) * dot(gradient, gradient));
  };
};
