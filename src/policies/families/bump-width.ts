/** One bump whose width is learned too. */
import { bumpWork } from '../../experiment/policy-work';
import { family } from './family';
import { start, startingWidth } from './fields';

export const bumpWidth = family({
  id: 'bump-width',
  name: 'One bump, width learned',
  short: '+ width',
  summary: 'A bump whose place μ and width s are learned.',
  fits: ['line'],
  fields: { start, width: startingWidth },
  work: bumpWork,
});
