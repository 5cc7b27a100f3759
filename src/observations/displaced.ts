/** Likelihood displacement (2410.08847): chosen answers have become less likely while the margin grew. */
import { changeText, compactText } from '../settings/number-text';
import { all, atLeast, ofEachRun } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import { words } from './sentence';

const change = (value: number): string => changeText(value, compactText);

export const displaced = ofEachRun({
  id: 'displaced',
  topic: 'pairs',
  weight: 0.9,
  clarity: (seen, run) =>
    all(atLeast(-seen.now('chosenShift', run), 0.3), atLeast(seen.now('margin', run) - seen.start('margin', run), 0.3)),
  say: (seen, runs) => [
    words('under '),
    ...namesOf(seen, runs),
    words(' chosen answers became less likely on average ('),
    ...valuesOf(seen, 'chosenShift', runs, change),
    words(' nats), though the margin grew to '),
    ...valuesOf(seen, 'margin', runs),
    words('.'),
  ],
});

export const keepsChosen = ofEachRun({
  id: 'keeps-chosen',
  topic: 'pairs',
  weight: 0.6,
  applies: (seen) => seen.runs.some((run) => seen.now('chosenShift', run) < -2),
  clarity: (seen, run) =>
    all(
      atLeast(seen.now('chosenShift', run) + 2, 1),
      atLeast(seen.now('margin', run) - seen.start('margin', run), 0.3),
    ),
  say: (seen, runs) => [
    ...namesOf(seen, runs),
    words(
      ` ${verb(runs, 'keeps', 'keep')} chosen answers about where they were, or ${verb(runs, 'raises', 'raise')} them (`,
    ),
    ...valuesOf(seen, 'chosenShift', runs, change),
    words(' nats).'),
  ],
});
