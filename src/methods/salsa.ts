/** SALSA: PPO tied to the average of the weights of two references instead of to one of them. */
import type { Method } from './define';

export const salsa: Method = {
  id: 'salsa',
  name: 'SALSA',
  paper: {
    title: 'SALSA: Soup-based Alignment Learning for Stronger Adaptation in RLHF',
    arxiv: '2411.01798',
  },
  evidence: 'reconstruction',
  summary: 'PPO, tied to a soup of two fine-tuned references.',
  note: 'A reconstruction: no code was found. The KL coefficient and PPO’s hyper-parameters are ours.',
  objective: 'ppo',
  reference: { id: 'soup' },
};
