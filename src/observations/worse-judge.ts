/** A run that judges its own answers is right less often than it was when it first did. */

import { roundOf } from '../methods/rounds';
import { percentText } from '../settings/number-text';
import { all, atLeast, ofEachRun, whether } from './observation';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

/** The first report of a judgement. */
const first = (seen: Seen, run: number): { readonly step: number; readonly value: number } => {
  const { steps, values } = seen.curve('judgeAccuracy', run);
  return { step: steps[0] ?? Number.NaN, value: values[0] ?? Number.NaN };
};

export const worseJudge = ofEachRun({
  id: 'worse-judge',
  topic: 'training',
  weight: 0.9,
  clarity: (seen, run) => {
    const setting = seen.experiment.runs[run];
    const { step, value } = first(seen, run);
    return all(
      whether(setting?.judge?.id === 'implicit' && seen.step - step >= (roundOf(setting) ?? 1)),
      atLeast(value - seen.now('judgeAccuracy', run), 0.05),
    );
  },
  as: (_, run) => String(run),
  say: (seen, [run = 0]) => {
    const { step, value } = first(seen, run);
    return [
      seen.name(run),
      words(' judges its own answers worse than it did: the better one was the best of a pair in '),
      quantity(value, { metric: 'judgeAccuracy', run, step }, percentText),
      words(` of them at step ${step}, and is in `),
      seen.said('judgeAccuracy', run, percentText),
      words(' now.'),
    ];
  },
});
