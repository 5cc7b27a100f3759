/** What sentences promise where asked: not to say one word too often. */
import { type FieldValues, group, groupAt, knob, numberAt } from '../settings/fields';
import { vocabulary } from './corpus';
import type { Safety } from './world';

export const unsafeWord = vocabulary.indexOf('never');

export const safetyField = group(
  `safety, −2 · share of “${vocabulary[unsafeWord]}”`,
  {
    bound: knob({
      label: 'bound',
      default: -0.2,
      range: [-2, -0.01],
      tex: 'b',
      higher: 'promises that the word is seldom said, on the mean over prompts',
    }),
  },
  { optional: true },
);

/** g, the same for each of `asked` prompts, and its bound; null where nothing is promised. */
export const safetyOf = (
  sentences: readonly (readonly number[])[],
  asked: number,
  params: FieldValues,
): Safety | null => {
  const safety = groupAt(params, 'safety');
  if (safety === undefined) return null;
  const shares = sentences.map((words) => words.filter((word) => word === unsafeWord).length / words.length);
  const reward = Float64Array.from({ length: asked * shares.length }, (_, i) => -2 * (shares[i % shares.length] ?? 0));
  return { reward, bound: numberAt(safety, 'bound') };
};
