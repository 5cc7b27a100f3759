/** Kahneman–Tversky Optimization: gains and losses against the policy's own drift from the reference. */

import { add, batchMean, mul, named, relu, sigmoid, stopGradient, sub } from '../expression/node';
import { knob, type NumberField } from '../settings/fields';
import { pairwise } from './define';
import { referenceBeta } from './knobs';

const weight = (label: string, tex: string, higher: string): NumberField =>
  knob({ default: 1, range: [0, 5], label, tex, higher });

export const kto = pairwise({
  id: 'kto',
  name: 'KTO',
  paper: { title: 'KTO: Model Alignment as Prospect Theoretic Optimization', arxiv: '2402.01306' },
  evidence: 'library code',
  summary: 'Makes the chosen response a gain and the rejected one a loss, each saturating, against a common zero z₀.',
  note: 'z₀ is the mean log-ratio of the batch’s own responses, at least 0, held fixed in the gradient; the original estimates it on responses paired with other prompts. Both responses of a pair count as one desirable and one undesirable example.',
  knobs: {
    beta: referenceBeta(),
    desirableWeight: weight('weight of chosen', '\\lambda_D', 'cares more about raising chosen responses'),
    undesirableWeight: weight('weight of rejected', '\\lambda_U', 'cares more about lowering rejected responses'),
  },
  loss: ({ rhoW, rhoL }, { beta, desirableWeight, undesirableWeight }) => {
    const zero = named('z0', stopGradient(relu(mul(0.5, batchMean(add(rhoW, rhoL))))));
    const gain = mul(desirableWeight, sigmoid(mul(beta, sub(zero, rhoW))));
    const loss = mul(undesirableWeight, sigmoid(mul(beta, sub(rhoL, zero))));
    return add(gain, loss);
  },
});
