/** Who labels or scores the responses that a run's loss sees. */
import type { Ingredient, Ingredients, Setting } from './ingredient';
import { looksAtReward } from './looks-at';

/** Whether the run learns from pairs that belong to the world, and their labels with them. */
const hasGivenLabels = ({ run, objective, data }: Setting): boolean =>
  data.pairs === 'given' && run.draws === undefined && ['pairwise', 'tokenwise'].includes(objective.kind);

const raters: Ingredient = {
  id: 'raters',
  name: 'the raters',
  phrase: () => 'judged by the raters',
  summary: 'Labels and scores follow the raters’ reward, which can differ from the true one where the world says so.',
  fields: {},
  obstacle: ({ run, objective }) =>
    objective.kind === 'exact' && !looksAtReward(objective, run.knobs)
      ? 'the loss looks at no reward, only at π*'
      : undefined,
};

const truth: Ingredient = {
  id: 'true',
  name: 'the true reward',
  phrase: () => 'judged by the true reward',
  summary: 'Labels and scores follow the true reward, whatever the raters like.',
  fields: {},
  usualFor: 'exact',
  obstacle: (setting) =>
    hasGivenLabels(setting) ? 'the pairs that the world gives come with their labels' : undefined,
};

const model: Ingredient = {
  id: 'model',
  name: 'a reward model',
  phrase: () => 'judged by a reward model',
  summary:
    'Labels and scores follow a reward model that is first fitted to the experiment’s pairs, as the raters label them.',
  fields: {},
  obstacle: (setting) => truth.obstacle?.(setting) ?? raters.obstacle?.(setting),
};

export const judges: Ingredients = [raters, truth, model];
