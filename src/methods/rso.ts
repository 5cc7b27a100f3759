/** RSO: candidates accepted from the reference as if drawn from the optimum, then compared by the raters. */
import type { Method } from './define';

const paper = { title: 'Statistical Rejection Sampling Improves Preference Optimization', arxiv: '2309.06657' };
const rejection = { id: 'rejection', params: { beta: 0.5 } };

export const rso: Method = {
  id: 'rso',
  name: 'RSO',
  paper,
  evidence: 'paper',
  summary: 'The hinge on the margin, on answers accepted from the reference in proportion to π*.',
  objective: 'slic-hinge',
  draws: rejection,
};

export const rsoSigmoid: Method = {
  id: 'rso-sigmoid',
  name: 'RSO, sigmoid',
  paper,
  evidence: 'paper',
  summary: 'DPO’s loss, on answers accepted from the reference in proportion to π*.',
  objective: 'dpo',
  draws: rejection,
};
