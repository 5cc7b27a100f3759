/** One bump whose width is learned too. */

import { family } from './family';
import { start, startingWidth } from './fields';
import { bumpWork } from './policy-work';

export const bumpWidth = family({
  id: 'bump-width',
  name: 'One bump, width learned',
  short: '+ width',
  summary: 'A bump whose place μ and width s are learned.',
  fits: ['line'],
  fields: { start, width: startingWidth },
  work: bumpWork,
});
