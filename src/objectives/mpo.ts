/** Maximum Preference Optimization: the probability of choosing rightly, with forward KL to the reference. */

import { mul, neg, sigmoid, sub } from '../expression/node';
import { optionalKnob, toggle } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';
import { forwardKlToReference } from './terms';

export const mpo = pairwise({
  id: 'mpo',
  name: 'MPO (Maximum Preference Optimization)',
  paper: {
    title: 'Preference as Reward, Maximum Preference Optimization with Importance Sampling',
    arxiv: '2312.16430',
  },
  evidence: 'reconstruction',
  summary:
    'Maximises the probability of picking the chosen response; an optional term ties the policy to the reference.',
  note: 'The formula is a reconstruction: no code was found. The weight λ is unknown, and so is whether the reference stands inside σ; the reference-free form has β = 1. Not Mixed Preference Optimization (2411.10442), also called MPO.',
  knobs: {
    beta: { ...referenceBeta({ default: 1 }), higher: 'makes the choice between the two sharper' },
    referenceRatio: toggle('divide by the reference', false),
    lambdaReference: optionalKnob({
      default: 0.1,
      range: [0, 10],
      scale: 'log',
      label: 'forward KL to the reference',
      tex: '\\lambda_{\\text{ref}}',
      higher: 'keeps more of the reference everywhere',
    }),
  },
  loss: ({ a, b, h }, { beta, referenceRatio }) => neg(sigmoid(mul(beta, referenceRatio ? h : sub(a, b)))),
  regulariser: (_, { lambdaReference }) =>
    lambdaReference === undefined ? undefined : mul(lambdaReference, forwardKlToReference),
});
