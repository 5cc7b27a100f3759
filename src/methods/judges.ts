/** Who labels or scores the responses that a run's loss sees. */
import type { Ingredient, Ingredients } from './ingredient';

const raters: Ingredient = {
  id: 'raters',
  name: 'the raters',
  phrase: () => 'judged by the raters',
  summary: 'Labels and scores follow the raters’ reward, which can differ from the true one where the world says so.',
  fields: {},
};

const truth: Ingredient = {
  id: 'true',
  name: 'the true reward',
  phrase: () => 'judged by the true reward',
  summary: 'Labels and scores follow the true reward, whatever the raters like.',
  fields: {},
};

export const judges: Ingredients = [raters, truth];
