/** The reference bent by smooth hills. */
import { knob } from '../../settings/fields';
import { family } from './family';
import { hillsWork } from './policy-work';

export const rbf = family({
  id: 'rbf',
  name: 'Smooth hills',
  short: 'smooth',
  summary: 'The reference, raised or lowered by smooth hills at fixed places: neighbouring responses share parameters.',
  fits: ['line'],
  fields: {
    centres: knob({ label: 'centres', default: 13, range: [2, 41], integer: true, higher: 'bends in more places' }),
    width: knob({
      label: 'width of a hill',
      default: 1,
      range: [0.1, 5],
      scale: 'log',
      higher: 'makes neighbours move together more',
    }),
  },
  work: hillsWork,
});
