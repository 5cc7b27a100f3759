/** What each of the three ingredients beside the objective offers: the words, the settings, and nothing of the engine. */

import type { Objective, ObjectiveKind } from '../objectives/define';
import type { Choice, DataSettings, Run } from '../settings/experiment';
import { defaultsOf, type Fields, type FieldValues } from '../settings/fields';

/** What an ingredient has to go with. */
export interface Setting {
  readonly run: Run;
  readonly objective: Objective;
  readonly world: Choice;
  readonly data: DataSettings;
  /** Whether the world has a second reference, or can have one. */
  readonly hasSecond: boolean;
}

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
  /** The kinds of objective that have it unless a run says otherwise; every other has the first of its list. */
  readonly usualFor?: readonly ObjectiveKind[];
  /** An optional parameter of the world that must be on; choosing the ingredient switches it on, where the world has it. */
  readonly needs?: string;
  /** Why a run cannot have it, to follow “as”; undefined where it can. */
  readonly obstacle?: (setting: Setting) => string | undefined;
}

/** The values of one ingredient; a run has the first, or the one that is usual for its kind, unless it says otherwise. */
export type Ingredients = readonly [Ingredient, ...Ingredient[]];

export const ingredientById = (ingredients: Ingredients, id: string): Ingredient | undefined =>
  ingredients.find((ingredient) => ingredient.id === id);

/** The choice of an ingredient with its settings as usual, but for those given. */
export const chosen = ({ id, fields }: Ingredient, params: FieldValues = {}): Choice => ({
  id,
  params: { ...defaultsOf(fields), ...params },
});
