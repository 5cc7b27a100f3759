/** A free number for every choice. */

import { family } from './family';
import { tableWork } from './policy-work';

export const table = family({
  id: 'table',
  name: 'Free table',
  short: 'free table',
  summary: 'One free number for every choice, starting at the reference: nothing is shared.',
  fits: ['line', 'sentences', 'simplex'],
  fields: {},
  work: tableWork,
});
