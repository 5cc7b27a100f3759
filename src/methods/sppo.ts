/** SPPO: in rounds of self-play, each tied to where it began, judged by how often answers beat each other. */
import type { Method } from './define';

export const sppo: Method = {
  id: 'sppo',
  name: 'SPPO',
  paper: { title: 'Self-Play Preference Optimization for Language Model Alignment', arxiv: '2405.00675' },
  evidence: 'official code',
  summary: 'Plays against its own answers: every N steps new ones from the policy, which becomes the reference too.',
  note: 'On a circle of preferences the last policy goes round; the average over rounds nears the equilibrium.',
  objective: 'sppo-soft',
  draws: { id: 'policy', params: { every: 100 } },
  judge: { id: 'matrix' },
  reference: { id: 'moving', params: { every: 100 } },
};
