/** MCTS-DPO: a tree search over beginnings says which next token is better, and DPO learns from these pairs. */
import type { Method } from './define';

export const mctsDpo: Method = {
  id: 'mcts-dpo',
  name: 'MCTS-DPO',
  paper: {
    title: 'Monte Carlo Tree Search Boosts Reasoning via Iterative Preference Learning',
    arxiv: '2405.00451',
  },
  evidence: 'official code',
  summary: 'DPO on pairs of next tokens that a tree search from the reference found best and worst.',
  note: 'The reference searches once, before training; the authors search anew with the policy as it learns. How far to explore is in units of reward.',
  objective: 'dpo',
  knobs: { beta: 1 },
  draws: { id: 'search' },
};
