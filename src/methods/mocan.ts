/** MoCAN: the multiplier of a safety bound is found first, by its dual; then one DPO on labels that weigh safety by it. */
import type { Method } from './define';

const paper = {
  title: 'One-Shot Safety Alignment for Large Language Models via Optimal Dualization',
  arxiv: '2405.19544',
} as const;

export const mocan: Method = {
  id: 'mocan',
  name: 'MoCAN',
  paper,
  evidence: 'official code',
  summary: 'DPO on labels by r + λ*g, with λ* from the dual of the bound, which needs no training.',
  note: 'The bound holds for a policy that can reach π_λ*, and for the mean over prompts.',
  objective: 'dpo',
  knobs: { beta: 1 },
  judge: { id: 'constrained' },
};

export const pecan: Method = {
  id: 'pecan',
  name: 'PeCAN',
  paper,
  evidence: 'official code',
  summary: 'MoCAN with two tuned models in place of the rewards: labels by their log-ratios, weighed by λ*.',
  note: 'The models are the exact optima at the run’s β, so that λ* is MoCAN’s. The authors’ code leaves β out of the labels, which counts it twice; a setting of the judge does the same.',
  objective: 'dpo',
  knobs: { beta: 1 },
  judge: { id: 'tuned-models' },
};
