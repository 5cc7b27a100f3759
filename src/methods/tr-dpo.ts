/** TR-DPO: the reference follows the policy a little, again and again. */
import type { Method } from './define';

const paper = { title: 'Learn Your Reference Model for Real Good Alignment', arxiv: '2404.09656' };

export const trDpo: Method = {
  id: 'tr-dpo',
  name: 'TR-DPO',
  paper,
  evidence: 'library code',
  summary: 'DPO whose reference goes a part of the way to the policy every N steps.',
  note: 'The library’s usual part is 0.6, every 512 steps.',
  objective: 'dpo',
  reference: { id: 'average', params: { every: 512, rate: 0.6 } },
};

export const trDpoHard: Method = {
  id: 'tr-dpo-hard',
  name: 'TR-DPO, hard',
  paper,
  evidence: 'library code',
  summary: 'DPO whose reference becomes the policy every N steps.',
  objective: 'dpo',
  reference: { id: 'moving', params: { every: 512 } },
};
