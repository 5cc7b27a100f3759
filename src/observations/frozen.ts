/** A run stands still, as its numbers left what numbers can say. */
import { tickText } from '../settings/number-text';
import { ofEachRun, whether } from './observation';
import { namesOf, verb } from './phrases';
import { quantity, words } from './sentence';

export const frozen = ofEachRun({
  id: 'frozen',
  topic: 'training',
  weight: 0.95,
  clarity: (seen, run) => whether((seen.training.frozen[run] ?? null) !== null),
  as: (seen, run) => String(seen.training.frozen[run]?.step),
  say: (seen, runs, step) => [
    ...namesOf(seen, runs),
    words(` ${verb(runs, 'stands', 'stand')} still since step `),
    quantity(Number(step), { fact: 'frozen' }, tickText),
    words(`, as the next update was no finite number.`),
  ],
});
