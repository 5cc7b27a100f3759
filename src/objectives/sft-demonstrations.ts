/** Supervised fine-tuning on demonstrations: imitation, and nothing else. */
import { groupSum, mul, neg } from '../expression/node';
import { exact } from './define';
import { demonstrated, demonstrationKnobs } from './demonstrations';

export const sftDemonstrations = exact({
  id: 'sft-demonstrations',
  name: 'SFT on demonstrations',
  paper: { title: 'Training Language Models to Follow Instructions with Human Feedback', arxiv: '2203.02155' },
  evidence: 'closed form',
  summary: 'Raises the log-probability of demonstrated answers, all of them at every step.',
  knobs: demonstrationKnobs,
  target: demonstrated,
  loss: ({ logPi, target }) => neg(groupSum(mul(target, logPi))),
});
