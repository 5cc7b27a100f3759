/** Whose responses a run's loss sees. */
import { type FieldValues, knob, numberAt } from '../settings/fields';
import type { Ingredient, Ingredients, Setting } from './ingredient';

const nothingIsDrawn = ({ objective }: Setting): string | undefined =>
  objective.kind === 'exact' ? 'nothing is drawn where a loss sums over every response' : undefined;

const fromData: Ingredient = {
  id: 'data',
  name: 'the experiment’s data',
  phrase: () => 'on the experiment’s data',
  summary: 'The pairs and groups that all runs share, as the data settings say.',
  fields: {},
  obstacle: nothingIsDrawn,
};

const newness = (params: FieldValues): string => {
  const every = numberAt(params, 'every');
  return every === 1 ? 'new at every step' : `from a copy of itself made every ${every} steps`;
};

const fromPolicy: Ingredient = {
  id: 'policy',
  name: 'its own answers',
  phrase: (params) => `on its own answers, ${newness(params)}`,
  summary:
    'Answers sampled from the run’s own policy: at every step from the policy as it is, or in rounds from a copy.',
  fields: {
    every: knob({
      label: 'steps in a round',
      default: 1,
      range: [1, 100_000],
      scale: 'log',
      integer: true,
      tex: 'N',
      higher: 'keeps sampling from the same copy of the policy for longer',
    }),
  },
  obstacle: nothingIsDrawn,
};

const all: Ingredient = {
  id: 'all',
  name: 'every response',
  phrase: () => 'on every response',
  summary: 'Every response to each prompt, weighed by its probability: nothing is drawn.',
  fields: {},
  usualFor: 'exact',
  obstacle: ({ objective }) =>
    objective.kind === 'exact' ? undefined : 'the loss is about pairs or groups, which are drawn',
};

export const draws: Ingredients = [fromData, fromPolicy, all];
