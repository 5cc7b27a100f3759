/** Demonstrations: answers of one who does nearly the best, which is what a target for imitation is made from. */

import { placeOfLot, runningSums } from '../math/draw';
import { exp } from '../math/elementary';
import { optimum } from '../math/optimum';
import { Stream } from '../math/stream';
import { type Fields, type FieldValues, knob, numberAt } from '../settings/fields';
import type { Imitable } from './define';

/** The knobs of those who learn from demonstrations. */
export const demonstrationKnobs = {
  demonstrations: knob({
    label: 'demonstrations',
    default: 100,
    range: [1, 5000],
    scale: 'log',
    integer: true,
    unit: 'a prompt',
    tex: 'n',
    higher: 'shows more answers to imitate',
  }),
  skill: knob({
    label: 'β of who demonstrates',
    default: 0.5,
    range: [0.01, 10],
    scale: 'log',
    tex: '\\beta_{\\text{demo}}',
    higher: 'lets demonstrations be worse, and nearer to the reference',
  }),
  wrong: knob({
    label: 'prompts answered wrongly',
    default: 0,
    range: [0, 4],
    integer: true,
    higher: 'has the last so many prompts demonstrated by one who wants the opposite',
  }),
} as const satisfies Fields;

/** The share of the demonstrations that each response has, [prompts, responses]: drawn from π_ref exp(±r/β), β the skill. */
export const demonstrated = ({ prompts, logRef, reward, seed }: Imitable, knobs: FieldValues): Float64Array => {
  const columns = logRef.length / prompts.length;
  const count = numberAt(knobs, 'demonstrations');
  const rightly = prompts.length - numberAt(knobs, 'wrong');
  const wanted = reward.map((r, i) => (Math.floor(i / columns) < rightly ? r : -r));
  const expert = optimum({ prompts, logRef, reward: wanted }, numberAt(knobs, 'skill')).map(exp);
  const shares = new Float64Array(logRef.length);
  prompts.forEach((_, prompt) => {
    const stream = Stream.named(seed, `demonstrations: prompt ${prompt}`);
    const start = prompt * columns;
    const sums = runningSums(expert.subarray(start, start + columns));
    for (let i = 0; i < count; i++) {
      const response = start + placeOfLot(sums, stream.uniform());
      shares[response] = (shares[response] ?? 0) + 1 / count;
    }
  });
  return shares;
};
