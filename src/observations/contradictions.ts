/** The labels contradict each other, or the raters' own reward. */
import { onCircles } from '../math/circles';
import type { Pairs } from '../metrics/held-pairs';
import { percentText } from '../settings/number-text';
import { atLeast, type Observation } from './observation';
import type { Seen } from './seen';
import { quantity, words } from './sentence';

const shareOf = (flags: readonly boolean[]): number => flags.filter((flag) => flag).length / flags.length;

const known = new WeakMap<Int32Array, number>();

/** Share of the pairs from whose rejected answer other pairs lead back to the chosen one. */
const circular = ({ chosen, rejected }: Pairs): number => {
  const share =
    known.get(chosen) ?? shareOf(onCircles(Array.from(chosen, (response, i) => [response, rejected[i] ?? 0] as const)));
  known.set(chosen, share);
  return share;
};

export const circularLabels: Observation = {
  id: 'circular-labels',
  topic: 'data',
  weight: 0.3,
  find: ({ experiment: { data }, training: { held } }) =>
    data.pairs === 'fresh' ? [] : [{ runs: [], clarity: atLeast(circular(held), 0.1), as: '' }],
  say: ({ training: { held } }) => [
    quantity(circular(held), { fact: 'circular labels' }, percentText),
    words(' of the pairs contradict others: preferences lead from the rejected answer back to the chosen one.'),
  ],
};

/** Share of the pairs whose chosen answer has the lower reward in the eyes of the raters. */
const againstReward = ({ world: { labelReward }, training: { held } }: Seen): number =>
  shareOf(
    Array.from(held.chosen, (response, i) => (labelReward[response] ?? 0) < (labelReward[held.rejected[i] ?? 0] ?? 0)),
  );

export const labelsAgainstReward: Observation = {
  id: 'labels-against-reward',
  topic: 'data',
  weight: 0.25,
  find: (seen) => [{ runs: [], clarity: atLeast(againstReward(seen), 0.35), as: '' }],
  say: (seen) => [
    quantity(againstReward(seen), { fact: 'labels against reward' }, percentText),
    words(' of the labels choose the answer that the raters reward less.'),
  ],
};
