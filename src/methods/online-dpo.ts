/** Online DPO: at every step the policy answers anew, and the raters compare its own answers. */
import type { Method } from './define';

export const onlineDpo: Method = {
  id: 'online-dpo',
  name: 'Online DPO',
  paper: { title: 'Direct Language Model Alignment from Online AI Feedback', arxiv: '2402.04792' },
  evidence: 'library code',
  summary: 'DPO on pairs that the policy itself has just written.',
  objective: 'dpo',
  draws: { id: 'policy' },
};
