/** Chosen and rejected answers have both become likelier. */
import { changeText, compactText } from '../settings/number-text';
import { all, atLeast, ofEachRun } from './observation';
import { namesOf, valuesOf } from './phrases';
import { words } from './sentence';

const change = (value: number): string => changeText(value, compactText);
const least = 0.15;

export const bothLikelier = ofEachRun({
  id: 'both-likelier',
  topic: 'pairs',
  weight: 0.45,
  clarity: (seen, run) =>
    all(atLeast(seen.now('chosenShift', run), least), atLeast(seen.now('rejectedShift', run), least)),
  say: (seen, runs) => [
    words('under '),
    ...namesOf(seen, runs),
    words(' both chosen and rejected answers became likelier (chosen '),
    ...valuesOf(seen, 'chosenShift', runs, change),
    words(', rejected '),
    ...valuesOf(seen, 'rejectedShift', runs, change),
    words(' nats).'),
  ],
});
