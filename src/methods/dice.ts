/** DICE: the implicit reward of DPO as the judge of the model's own answers, with lengths in balance. */
import type { Method } from './define';

export const dice: Method = {
  id: 'dice',
  name: 'DICE',
  paper: { title: 'Bootstrapping Language Models with DPO Implicit Rewards', arxiv: '2406.09760' },
  evidence: 'official code',
  summary: 'After a round of DPO the policy’s log-ratio judges its own answers: the best against the worst of many.',
  note: 'The price of a word is the lowest on a grid at which the best and the worst are equally long, over all answers of the round.',
  objective: 'dpo',
  draws: { id: 'best-worst' },
  judge: { id: 'implicit' },
  reference: { id: 'moving', params: { every: 300 } },
};
