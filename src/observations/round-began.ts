/** A new round of runs that go in rounds has just begun. */
import { roundOf } from '../methods/rounds';
import { all, atMost, ofEachRun, whether } from './observation';
import { namesOf, together, valuesOf } from './phrases';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

/** The part of a round that is its beginning. */
const beginning = 0.25;

interface Round {
  /** From 1. */
  readonly number: number;
  readonly began: number;
  readonly steps: number;
}

/** Where a run that goes in rounds stands; null for any other. */
const roundNow = ({ experiment, step }: Seen, run: number): Round | null => {
  const setting = experiment.runs[run];
  const steps = setting === undefined ? null : roundOf(setting);
  if (steps === null) return null;
  const before = Math.floor(step / steps);
  return { number: before + 1, began: before * steps, steps };
};

/** The first report since. */
const first = (seen: Seen, run: number, began: number) => {
  const { steps, values } = seen.curve('reward', run);
  const place = steps.findIndex((step) => step >= began);
  return { step: steps[place] ?? seen.step, value: values[place] ?? Number.NaN };
};

export const roundBegan = ofEachRun({
  id: 'round-began',
  topic: 'training',
  weight: 0.3,
  clarity: (seen, run) => {
    const round = roundNow(seen, run);
    if (round === null) return 0;
    const { number, began, steps } = round;
    return all(
      whether(number > 1 && began < seen.experiment.training.steps && seen.training.frozen[run] === null),
      atMost((seen.step - began) / steps, beginning),
    );
  },
  as: (seen, run) => {
    const round = roundNow(seen, run);
    return `${round?.number} ${round?.began}`;
  },
  say: (seen, runs, as) => {
    const [number, began] = as.split(' ').map(Number);
    const then = runs.map((run) => ({ run, ...first(seen, run, began ?? 0) }));
    const step = then[0]?.step ?? seen.step;
    return [
      words(`round ${number} of `),
      ...namesOf(seen, runs),
      words(` began at step ${began}: reward was `),
      ...together(then.map(({ run, value }) => quantity(value, { metric: 'reward', run, step }))),
      words(step === began ? ' then' : ` at step ${step}`),
      ...(step === seen.step ? [] : [words(', and is '), ...valuesOf(seen, 'reward', runs), words(' now')]),
      words('.'),
    ];
  },
});
