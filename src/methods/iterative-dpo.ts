/** Iterative DPO: in rounds, each from a copy of the policy that is also the reference of the round. */
import type { Method } from './define';

export const iterativeDpo: Method = {
  id: 'iterative-dpo',
  name: 'Iterative DPO',
  paper: { title: 'Some things are more CRINGE than others: Iterative Preference Optimization', arxiv: '2312.16682' },
  evidence: 'paper',
  summary: 'DPO in rounds: every N steps new answers from the policy, which becomes the reference too.',
  note: 'T rounds, each trained to its end, give a table what one gives at β/T: a moving reference lowers β.',
  objective: 'dpo',
  draws: { id: 'policy', params: { every: 200 } },
  reference: { id: 'moving', params: { every: 200 } },
};
