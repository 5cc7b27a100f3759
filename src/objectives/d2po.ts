/** D²PO: DPO in which later tokens count less, by temporal decay. */

import { logSigmoid, mul, neg, pow } from '../expression/node';
import { knob } from '../settings/fields';
import { tokenwise } from './define';
import { referenceBeta } from './knobs';
import { weightedMargin } from './terms';

export const d2po = tokenwise({
  id: 'd2po',
  name: 'D²PO',
  paper: {
    title: 'Earlier Tokens Contribute More: Learning Direct Preference Optimization From Temporal Decay Perspective',
    arxiv: '2502.14340',
  },
  evidence: 'official code',
  summary: 'DPO whose log-ratios decay along the response: token i counts γ^i times.',
  note: 'Weights start at γ, not at 1, for the policy and for the reference alike, as in the authors’ code. γ = 1 is DPO. This γ is a decay, not the margin of SimPO.',
  knobs: {
    beta: referenceBeta(),
    gamma: knob({
      default: 0.98,
      range: [0.5, 1],
      tex: '\\gamma',
      higher: 'lets later tokens count more, up to DPO at 1',
    }),
  },
  loss: ({ place }, { beta, gamma }) => neg(logSigmoid(mul(beta, weightedMargin(pow(gamma, place))))),
});
