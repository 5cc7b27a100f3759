/** The margin has stopped where the formula asks for no more. */
import { askedMargin } from '../objectives/asked-margin';
import type { Run } from '../settings/experiment';
import { all, atMost, ofEachRun, rangeOf } from './observation';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

const known = new WeakMap<Run, number | null>();

/** Null where there is none, or where it is of another reference than the margin that is measured. */
const askedOf = (seen: Seen, run: number): number | null => {
  const setting = seen.experiment.runs[run];
  if (setting === undefined || setting.reference !== undefined) return null;
  const asked = known.get(setting);
  if (asked !== undefined) return asked;
  const computed = askedMargin(setting.objective, setting.knobs);
  known.set(setting, computed);
  return computed;
};

/** The margin hardly moves, by this share of itself, and is this near to what is asked. */
const [still, near] = [0.03, 0.15];

export const marginAsked = ofEachRun({
  id: 'margin-asked',
  topic: 'pairs',
  weight: 0.55,
  clarity: (seen, run) => {
    const asked = askedOf(seen, run);
    if (asked === null) return Number.NaN;
    const moved = rangeOf(seen.lately('margin', run).values);
    const short = Math.abs(asked - seen.now('margin', run));
    return all(atMost(moved, still * asked), atMost(short, near * asked));
  },
  as: (_, run) => String(run),
  say: (seen, [run = 0]) => [
    words('the margin of '),
    seen.name(run),
    words(' has stopped at '),
    seen.said('margin', run),
    words('; its formula asks for '),
    quantity(askedOf(seen, run) ?? Number.NaN, { fact: 'asked margin' }),
    words(' of a pair.'),
  ],
});
