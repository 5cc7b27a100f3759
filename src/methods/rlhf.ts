/** RLHF as first done with language models: a reward model fitted to the pairs, and PPO that believes it. */
import type { Method } from './define';

export const rlhf: Method = {
  id: 'rlhf',
  name: 'RLHF',
  paper: {
    title: 'Training Language Models to Follow Instructions with Human Feedback',
    arxiv: '2203.02155',
  },
  evidence: 'paper',
  summary: 'PPO on its own answers, scored by a reward model that is first fitted to the pairs.',
  objective: 'ppo',
  judge: { id: 'model' },
};
