/** The pipeline that AIHF is compared with: SFT on demonstrations, then DPO tied to what came of it. */
import type { Method } from './define';

const stage = 500;

export const twoStage: Method = {
  id: 'two-stage',
  name: 'SFT on demonstrations, then DPO',
  paper: {
    title: 'Training Language Models to Follow Instructions with Human Feedback',
    arxiv: '2203.02155',
  },
  evidence: 'paper',
  summary: `Imitation for ${stage} steps, then DPO from there and tied to it.`,
  objective: 'sft-then-dpo',
  knobs: { stage },
  reference: { id: 'moving', params: { every: stage } },
};
