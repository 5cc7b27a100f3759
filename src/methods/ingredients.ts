/** The three ingredients that a run has beside its objective, and which of them it has. */

import { objectiveById } from '../objectives/index';
import type { Choice, Run } from '../settings/experiment';
import { isSame } from '../settings/same';
import { draws } from './draws';
import { chosen, type Ingredient, type Ingredients } from './ingredient';
import { judges } from './judges';
import { references } from './references';

/** By the names they have in an experiment. */
export const ingredients = { draws, judge: judges, reference: references } as const satisfies Readonly<
  Record<string, Ingredients>
>;
export type IngredientName = keyof typeof ingredients;
export const ingredientNames: readonly IngredientName[] = ['draws', 'judge', 'reference'];

/** What a run of this objective has where it says nothing. */
export const usualIngredient = (objectiveId: string, name: IngredientName): Ingredient => {
  const objective = objectiveById(objectiveId);
  const offered: Ingredients = ingredients[name];
  const own = name === 'draws' ? objective?.draws?.id : undefined;
  return (
    offered.find(({ id }) => id === own) ??
    offered.find(({ usualFor }) => objective !== undefined && usualFor?.includes(objective.kind) === true) ??
    offered[0]
  );
};

/** The same with its settings, which an objective may have others of than are usual. */
export const usualChoice = (objectiveId: string, name: IngredientName): Choice =>
  chosen(usualIngredient(objectiveId, name), name === 'draws' ? objectiveById(objectiveId)?.draws?.params : undefined);

/** The run's choice of an ingredient, said or as usual. */
export const ingredientOf = (run: Run, name: IngredientName): Choice => run[name] ?? usualChoice(run.objective, name);

/** The run with this choice, which it does not say where it is the usual one. */
export const withIngredient = (run: Run, name: IngredientName, choice: Choice): Run => {
  const { [name]: _, ...others } = run;
  return isSame(choice, usualChoice(run.objective, name)) ? others : { ...others, [name]: choice };
};
