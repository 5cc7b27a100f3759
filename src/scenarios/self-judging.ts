/** Scenario J4: a model that judges its own answers (DICE), with and without a price on their length. */
import type { MetricName } from '../metrics';
import type { Choice, Run } from '../settings/experiment';
import { above, atEnd, between, type Fact, type Scenario, trial, within } from './scenario';
import { sentencesSettings } from './settings';

/** Steps in a round, and at the ends of which the answers of the first and of the second round are judged. */
const round = 300;
const [first, second] = [2 * round, 3 * round];

const dpo: Run = { objective: 'dpo', knobs: { beta: 1 } };
const judgedBy = (judge: Choice): Run => ({
  ...dpo,
  draws: { id: 'best-worst', params: { every: round, epochs: 1, candidates: 16, share: 0.5 } },
  judge,
  reference: { id: 'moving', params: { every: round } },
});
const itself = (balanced: boolean): Choice => ({ id: 'implicit', params: { balanced, price: 0 } });

type Label = 'α = 0' | 'α*' | 'true reward';

const lower = (name: MetricName, label: Label): Fact<Label> => ({
  words: `${label}: ${name} of the first round less that of the second`,
  wanted: above(0),
  holdsFor: 'difference of medians',
  measure: ({ metric }) => metric(label, name, first),
  minus: ({ metric }) => metric(label, name, second),
});

const better = (step: number, words: string): Fact<Label> => ({
  words: `${words}: accuracy of the judge, α* less α = 0`,
  wanted: above(0),
  holdsFor: 'difference of medians',
  measure: ({ metric }) => metric('α*', 'judgeAccuracy', step),
  minus: ({ metric }) => metric('α = 0', 'judgeAccuracy', step),
});

const { training, ...settings } = sentencesSettings({ steps: second });

const sentences = trial<Label>({
  id: 'J4 the model as its own judge',
  settings: { ...settings, training: { ...training, restartEvery: round } },
  every: round,
  slow: true,
  runs: {
    'α = 0': judgedBy(itself(false)),
    'α*': judgedBy(itself(true)),
    'true reward': judgedBy({ id: 'true', params: {} }),
  },
  facts: [
    {
      words: 'α = 0: length gap of the first round',
      wanted: above(1.2),
      holdsFor: 'each seed',
      measure: ({ metric }) => metric('α = 0', 'lengthGap', first),
    },
    atEnd('α = 0', 'length', above(3.9), { words: 'words' }),
    ...[first, second].map(
      (step): Fact<Label> => ({
        words: `α*: length gap at step ${step}`,
        wanted: within(0.5, 0),
        holdsFor: 'each seed',
        measure: ({ metric }) => metric('α*', 'lengthGap', step),
      }),
    ),
    {
      words: 'α* of the first round',
      wanted: between(0.3, 2),
      holdsFor: 'each seed',
      measure: ({ metric }) => metric('α*', 'lengthPrice', first),
    },
    lower('lengthPrice', 'α*'),
    better(first, 'first round'),
    better(second, 'second round'),
    lower('judgeAccuracy', 'α = 0'),
    lower('judgeAccuracy', 'α*'),
    atEnd('true reward', 'reward', above(1.75), { holdsFor: 'median' }),
    atEnd('true reward', 'reward', above(1.45)),
    {
      words: 'reward of the true judge less that of α = 0',
      wanted: above(0.3),
      holdsFor: 'difference of medians',
      measure: ({ metric }) => metric('true reward', 'reward'),
      minus: ({ metric }) => metric('α = 0', 'reward'),
    },
  ],
});

export const selfJudging: Scenario = {
  id: 'J4',
  title: 'The model as its own judge',
  trials: [sentences],
};
