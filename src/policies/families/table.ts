/** A free number for every choice. */

import { family } from './family';
import { tableWork } from './policy-work';

export const table = family({
  id: 'table',
  name: 'Free table',
  short: 'table',
  summary:
    'One free number for every choice, starting at the reference. Sentences share those of a common beginning; nothing else is shared.',
  fits: ['line', 'sentences', 'simplex', 'duels'],
  fields: {},
  work: tableWork,
});
