/** The reference tilted along features. */

import { family } from './family';
import { featuresWork } from './policy-work';

export const logLinear = family({
  id: 'log-linear',
  name: 'Shared features',
  short: 'features',
  summary: 'The reference, tilted along features that responses share; there is no hidden layer.',
  fits: ['sentences', 'simplex'],
  fields: {},
  work: featuresWork,
});
