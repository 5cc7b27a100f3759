/** What the responses of a policy are like on average, in worlds where they have a length or a place. */
import { expected } from './metric';

export const length = expected({
  label: 'Length',
  unit: 'words',
  meaning: 'Expected number of words in an answer.',
  usual: true,
  table: ({ geometry }) => (geometry.kind === 'sentences' ? geometry.contentLengths : null),
});

export const position = expected({
  label: 'Position',
  unit: 'E[y]',
  meaning: 'Mean place of the policy on the line of responses.',
  table: ({ geometry }) => (geometry.kind === 'line' ? geometry.positions : null),
});
