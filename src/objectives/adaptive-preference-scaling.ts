/** Adaptive Preference Scaling: a temperature of its own for every pair, chosen by a robust inner minimisation. */

import { abs, add, div, logSigmoid, max, min, mul, named, neg, stopGradient, sub } from '../expression/node';
import { exp, log1p } from '../math/elementary';
import { knob } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

/** H_b(σ(x)) in nats for x ≥ 0: entropy of a choice with log-odds x. */
const choiceEntropy = (x: number): number => log1p(exp(-x)) + x / (1 + exp(x));

/**
 * The x > 0 with H_b(σ(x)) = log 2 − ρ, by bisection; the entropy falls from log 2 at 0. Infinite where ρ ≥ log 2,
 * so that τ = |Δ|/x is 0 and its lower bound holds.
 */
const solveX = (rho: number): number => {
  const target = Math.LN2 - rho;
  if (target <= 0) return Number.POSITIVE_INFINITY;
  let [low, high] = [0, 1];
  while (choiceEntropy(high) > target) high *= 2;
  for (let round = 0; round < 100 && high - low > Number.EPSILON * high; round += 1) {
    const middle = (low + high) / 2;
    if (choiceEntropy(middle) > target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

export const adaptivePreferenceScaling = pairwise({
  id: 'adaptive-preference-scaling',
  name: 'Adaptive Preference Scaling',
  paper: {
    title: 'Adaptive Preference Scaling for Reinforcement Learning with Human Feedback',
    arxiv: '2406.02764',
  },
  evidence: 'official code',
  summary:
    'DPO with a temperature τ for each pair: large where the margin is wide either way, small where it is narrow.',
  note: 'The inner minimum over τ is taken in closed form, τ = |Δ|/x_ρ within its bounds, where the authors take a few Newton steps.',
  knobs: {
    beta: referenceBeta(),
    rho: knob({
      default: 0.2,
      range: [0.01, 0.69],
      tex: '\\rho',
      higher: 'lowers temperatures: pushes mis-ranked pairs harder and well-ranked ones less',
    }),
    tauMin: knob({
      default: 0.1,
      range: [0.01, 1],
      scale: 'log',
      label: 'lowest τ',
      tex: '\\tau_{\\min}',
      higher: 'pushes more of the ambiguous pairs alike, whichever way they are ranked',
    }),
    tauMax: knob({
      default: 5,
      range: [1, 20],
      scale: 'log',
      label: 'highest τ',
      tex: '\\tau_{\\max}',
      higher: 'keeps pushing pairs that are already clear',
    }),
  },
  derived: { xRho: ({ rho }) => solveX(Number(rho)) },
  loss: ({ h }, { beta, rho, tauMin, tauMax }, { xRho }) => {
    const delta = named('delta', mul(beta, h));
    // By the envelope theorem τ may be held fixed: the loss is stationary in it, or τ sits on a bound.
    const tau = named('tau', stopGradient(max(tauMin, min(tauMax, div(abs(delta), xRho)))));
    return add(neg(mul(tau, logSigmoid(div(delta, tau)))), mul(sub(rho, Math.LN2), tau));
  },
});
