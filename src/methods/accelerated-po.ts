/** Accelerated preference optimisation: rounds after each of which the policy goes a little beyond where it has come. */
import type { Method } from './define';

export const acceleratedPo: Method = {
  id: 'accelerated-po',
  name: 'Accelerated PO',
  paper: { title: 'Accelerated Preference Optimization for Large Language Model Alignment', arxiv: '2410.06293' },
  evidence: 'reconstruction',
  summary:
    'DPO in rounds, with momentum: after each the policy is extrapolated along its way, and the next is tied to that.',
  note: 'The update is from memory: θ̂ + α(θ̂ − θ̂ of the round before). With exact rounds log π̂ grows by r/(β(1 − α)) in each. Not Anchored PO, which is called APO too.',
  objective: 'dpo',
  draws: { id: 'policy', params: { every: 200 } },
  reference: { id: 'momentum', params: { every: 200 } },
};
