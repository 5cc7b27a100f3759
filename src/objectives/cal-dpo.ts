/** Cal-DPO: DPO with each log-ratio calibrated to a target of its own. */
import { add, div, logSigmoid, mul, neg } from '../expression/node';
import { pairwise } from './define';
import { referenceBeta } from './knobs';
import { squaredTargets } from './terms';

export const calDpo = pairwise({
  id: 'cal-dpo',
  name: 'Cal-DPO',
  paper: {
    title: 'Cal-DPO: Calibrated Direct Preference Optimization for Language Model Alignment',
    arxiv: '2412.14516',
  },
  evidence: 'official code',
  summary: 'A logistic loss on the margin, and squared pulls of the two log-ratios to ±1/(2β).',
  note: 'As in the authors’ code β does not stand inside the logistic. They use β = 0.001, a target of 500 nats.',
  knobs: { beta: referenceBeta({ low: 0.001 }) },
  loss: ({ h, rhoW, rhoL }, { beta }) =>
    add(neg(logSigmoid(h)), mul(0.5, squaredTargets(rhoW, rhoL, div(1, mul(2, beta))))),
});
