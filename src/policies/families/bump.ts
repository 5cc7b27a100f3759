/** One bump of fixed width. */

import { family } from './family';
import { start, width } from './fields';
import { bumpWork } from './policy-work';

export const bump = family({
  id: 'bump',
  name: 'One bump',
  short: 'one bump',
  summary: 'A bump of fixed width; only its place μ is learned.',
  fits: ['line'],
  fields: { start, width },
  work: bumpWork,
});
