/** Token-level DPO: DPO that also weighs how far each response's words have drifted from the reference. */

import { type Expression, groupSum, logSigmoid, mul, named, neg, stopGradient, sub } from '../expression/node';
import { choice, knob } from '../settings/fields';
import { tokenwise } from './define';
import { referenceBeta } from './knobs';
import type { TokenSymbols } from './symbols';

const versions = ['tdpo1', 'tdpo2'] as const;

/** Δ₁ or Δ₂: how much more the rejected response's words have drifted, which the margin h must exceed. */
const drift = (version: (typeof versions)[number], { seqKlW, seqKlL }: TokenSymbols, alpha: Expression): Expression =>
  version === 'tdpo1' ? sub(seqKlL, seqKlW) : mul(alpha, sub(seqKlL, named('heldKlW', stopGradient(seqKlW))));

export const tdpo = tokenwise({
  id: 'tdpo',
  name: 'TDPO',
  paper: { title: 'Token-level Direct Preference Optimization', arxiv: '2404.11999' },
  evidence: 'official code',
  summary:
    'DPO whose margin must also make up for how much further the policy has drifted along the rejected response.',
  note: 'The drift is the forward KL(π_ref‖π) at every token, summed. TDPO2 weighs it by α and holds the chosen response’s fixed in the gradient; TDPO1 has no α. TDPO2 with α = 0 is DPO.',
  knobs: {
    beta: referenceBeta(),
    version: choice('version', versions, 'tdpo2'),
    alpha: knob({
      default: 0.5,
      range: [0, 2],
      tex: '\\alpha',
      higher: 'charges more for drifting along the rejected response (TDPO2)',
    }),
  },
  loss: (symbols, { beta, version, alpha }) => {
    const { tokRhoW, tokRhoL } = symbols;
    const h = named('h', sub(groupSum(tokRhoW), groupSum(tokRhoL)));
    return neg(logSigmoid(mul(beta, sub(h, drift(version, symbols, alpha)))));
  },
});
