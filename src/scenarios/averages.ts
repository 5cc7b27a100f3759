/** Scenario M2, averages: the mean of the weights of runs that saw different pairs, and one run that saw all of them. */
import { above, below, type Fact, type Scenario, type Trained, trial } from './scenario';
import { sentencesSettings } from './settings';

const labels = ['first', 'second', 'third', 'fourth'] as const;
type Label = (typeof labels)[number] | 'pooled' | 'average' | 'average, α = 2' | 'pooled, α = 2';
const [early, late] = [100, 300];
const own = 128;

const onPart = (number: number) => ({
  objective: 'dpo',
  knobs: { beta: 1 },
  draws: { id: 'part', params: { number, of: labels.length } },
});

const of =
  (label: Label, name: 'reward' | 'kl', step: number) =>
  ({ metric }: Trained<Label>): number =>
    metric(label, name, step);

const meanOf =
  (name: 'reward' | 'kl') =>
  ({ metric }: Trained<Label>): number =>
    labels.reduce((sum, label) => sum + metric(label, name, late), 0) / labels.length;

const near = (name: 'reward' | 'kl', distance: number): Fact<Label> => ({
  words: `${name === 'reward' ? 'E[r]' : 'KL'} at ${late}: average, away from pooled`,
  wanted: below(distance),
  holdsFor: 'median',
  measure: (trained) => Math.abs(of('average', name, late)(trained) - of('pooled', name, late)(trained)),
});

const averaged = trial<Label>({
  id: 'M2 averages',
  settings: sentencesSettings({ data: { pairs: labels.length * own }, steps: late }),
  every: early,
  slow: true,
  runs: {
    first: onPart(1),
    second: onPart(2),
    third: onPart(3),
    fourth: onPart(4),
    pooled: { objective: 'dpo', knobs: { beta: 1 } },
    average: { objective: 'average', knobs: { alpha: 0, first: labels.length } },
    'average, α = 2': { objective: 'average', knobs: { alpha: 2, first: labels.length } },
    'pooled, α = 2': { objective: 'expo', knobs: { of: 5, alpha: 2 } },
  },
  facts: [
    {
      words: `E[r] at ${late}: average less the mean of the four`,
      wanted: above(0),
      holdsFor: 'each seed',
      measure: (trained) => of('average', 'reward', late)(trained) - meanOf('reward')(trained),
    },
    {
      words: `KL at ${late}: the four less their average`,
      wanted: above(0.4),
      holdsFor: 'difference of medians',
      measure: meanOf('kl'),
      minus: of('average', 'kl', late),
    },
    near('reward', 0.12),
    near('kl', 0.3),
    {
      words: `E[r], average from step ${early} with α = 2 less average at ${late}`,
      wanted: above(0),
      holdsFor: 'difference of medians',
      measure: of('average, α = 2', 'reward', early),
      minus: of('average', 'reward', late),
    },
  ],
});

export const averages: Scenario = { id: 'M2 averages', title: 'The mean of runs', trials: [averaged] };
