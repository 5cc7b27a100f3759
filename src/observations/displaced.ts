/** Likelihood displacement (2410.08847): chosen answers have become less likely while the margin grew. */
import { changeText, compactText } from '../settings/number-text';
import { all, atLeast, leaving, ofEachRun, whereSome, whether } from './observation';
import { namesOf, valuesOf, verb } from './phrases';
import type { Seen } from './seen';
import { words } from './sentence';

const change = (value: number): string => changeText(value, compactText);

const hasGrown = (seen: Seen, run: number): number => atLeast(seen.now('margin', run) - seen.start('margin', run), 0.3);

/** Nats that chosen answers may fall where those of another run fall twice as far, to count as kept. */
const little = 1;
const othersFall = whereSome((seen, run) => seen.now('chosenShift', run) < -2 * little);

const isKept = (seen: Seen, run: number): number =>
  othersFall(seen) ? all(atLeast(seen.now('chosenShift', run) + 2 * little, little), hasGrown(seen, run)) : 0;

/** Where every answer is chosen in one pair and rejected in another, “chosen answers” means nothing. */
const someAreOnlyChosen = ({ training: { held } }: Seen): boolean =>
  held.chosen.some((response) => !held.rejected.includes(response));

export const displaced = ofEachRun({
  id: 'displaced',
  topic: 'pairs',
  weight: 0.9,
  applies: someAreOnlyChosen,
  clarity: (seen, run) =>
    all(atLeast(-seen.now('chosenShift', run), 0.3), hasGrown(seen, run), whether(isKept(seen, run) < leaving)),
  say: (seen, runs) => [
    words('under '),
    ...namesOf(seen, runs),
    words(' chosen answers fell on average ('),
    ...valuesOf(seen, 'chosenShift', runs, change),
    words(` nats), though ${verb(runs, 'the margin', 'margins')} grew.`),
  ],
});

/** The run whose chosen answers fell furthest. */
const fellFurthest = (seen: Seen): number => {
  const shift = (run: number): number => seen.now('chosenShift', run);
  return seen.runs.reduce((most, run) => (shift(run) < shift(most) || Number.isNaN(shift(most)) ? run : most), 0);
};

export const keepsChosen = ofEachRun({
  id: 'keeps-chosen',
  topic: 'pairs',
  weight: 0.6,
  applies: someAreOnlyChosen,
  clarity: isKept,
  as: (seen, run) => (seen.now('chosenShift', run) >= 0 ? 'up' : 'less'),
  say: (seen, runs, how) => {
    const numbers = valuesOf(seen, 'chosenShift', runs, change);
    if (how === 'up')
      return [
        ...namesOf(seen, runs),
        words(` ${verb(runs, 'keeps', 'keep')} chosen answers up (`),
        ...numbers,
        words(' nats).'),
      ];
    const other = fellFurthest(seen);
    return [
      words('under '),
      ...namesOf(seen, runs),
      words(' chosen answers fell less ('),
      ...numbers,
      words(' nats) than under '),
      seen.name(other),
      words(' ('),
      seen.said('chosenShift', other, change),
      words(').'),
    ];
  },
});
