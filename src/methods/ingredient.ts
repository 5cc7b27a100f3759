/** What each of the three ingredients beside the objective offers: the words, the settings, and nothing of the engine. */
import type { Choice } from '../experiment/experiment';
import { defaultsOf, type Fields, type FieldValues } from '../experiment/fields';

/** One value of an ingredient. */
export interface Ingredient {
  readonly id: string;
  /** For the menu on the card. */
  readonly name: string;
  /** What it says of a run, after the objective: "on its own answers, new every 200 steps". */
  readonly phrase: (params: FieldValues) => string;
  /** One sentence for the menu. */
  readonly summary: string;
  readonly fields: Fields;
}

/** The values of one ingredient; the first is what every run has unless it says otherwise. */
export type Ingredients = readonly [Ingredient, ...Ingredient[]];

export const ingredientById = (ingredients: Ingredients, id: string): Ingredient | undefined =>
  ingredients.find((ingredient) => ingredient.id === id);

/** The choice of an ingredient with its settings as usual, but for those given. */
export const chosen = ({ id, fields }: Ingredient, params: FieldValues = {}): Choice => ({
  id,
  params: { ...defaultsOf(fields), ...params },
});
