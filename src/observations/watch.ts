/** What to watch in an experiment before anything has happened: from its settings alone. */
import type { MeasuredWorld } from '../metrics/metric';
import { peaksIn } from '../metrics/peaks';
import type { Experiment } from '../settings/experiment';
import { tickText } from '../settings/number-text';
import { type Sentence, words } from './sentence';

type WatchedWorld = MeasuredWorld & {
  readonly pairs: readonly { readonly chosen: number; readonly rejected: number }[] | null;
};

const supportText = ({ data: { support } }: Experiment): string => {
  if (support === null) return '';
  return 'maxLength' in support
    ? `All pairs are of answers of up to ${support.maxLength} words. `
    : `All pairs lie between ${tickText(support.low)} and ${tickText(support.high)}. `;
};

const pairsText = ({ data }: Experiment, { pairs, responses }: WatchedWorld): string => {
  if (data.pairs !== 'given' || pairs === null) return '';
  const nameOf = (response: number): string => responses[response % responses.length] ?? '';
  const [first, ...others] = pairs.map(({ chosen, rejected }) => `${nameOf(chosen)} to ${nameOf(rejected)}`);
  return others.length === 0
    ? `The only pair prefers ${first}. `
    : `The pairs prefer ${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}. `;
};

const taskIn = (world: WatchedWorld): string => {
  switch (world.geometry.kind) {
    case 'line':
      return peaksIn(world) === null
        ? 'Watch where each run takes its probability; the dotted line is π*, the best trade of reward against KL.'
        : 'All runs start from one policy. Watch where each takes it: to one peak, to several, or into the valley between.';
    case 'sentences':
      return 'Watch the chosen and the rejected answers, and which other sentences take the probability they lose.';
    case 'duels':
      return 'Watch whether a run settles, and whether any answer beats what it says.';
    case 'simplex':
      return 'Watch to which corner each run goes: a corner is one answer for certain.';
  }
};

const ratersText = ({ reward, labelReward }: MeasuredWorld): string =>
  reward === labelReward ? '' : 'The raters’ reward is not the true one. ';

export const whatToWatch = (experiment: Experiment, world: WatchedWorld): Sentence => [
  words(supportText(experiment) + ratersText(world) + pairsText(experiment, world) + taskIn(world)),
];
