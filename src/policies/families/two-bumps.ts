/** A mixture of two bumps. */
import { knob } from '../../settings/fields';
import { family } from './family';
import { start, startingWidth } from './fields';
import { bumpWork } from './policy-work';

export const twoBumps = family({
  id: 'two-bumps',
  name: 'Two bumps',
  short: 'two',
  summary: 'Two bumps: both places, both widths and the weight between them are learned.',
  fits: ['line'],
  fields: {
    start: { ...start, higher: 'starts both bumps further right' },
    spread: knob({
      label: 'spread',
      default: 0.3,
      range: [0, 3],
      higher: 'starts the two bumps further apart',
    }),
    width: { ...startingWidth, higher: 'starts both bumps broader' },
  },
  work: bumpWork,
});
