/** A small network that writes word by word. */

import { family } from './family';
import { hidden, layers } from './fields';
import { networkWork } from './policy-work';

export const autoregressiveMlp = family({
  id: 'autoregressive-mlp',
  name: 'Small network, word by word',
  short: 'network',
  summary:
    'A network that sees the prompt and the words so far, and chooses the next; all sentences share its weights.',
  fits: ['sentences'],
  fields: { hidden, layers },
  work: networkWork,
});
