/** Methods as runs, and runs as methods. */

import { entryById, knobsOf } from '../objectives/index';
import type { Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import type { Method } from './define';
import { chosen, ingredientById } from './ingredient';
import {
  type IngredientName,
  ingredientNames,
  ingredientOf,
  ingredients,
  usualIngredient,
  withIngredient,
} from './ingredients';

/** A run exactly as the method's recipe says, with everything else as usual. */
export const runOf = (method: Method): Run => {
  const entry = entryById(method.objective);
  if (entry === undefined) throw new RangeError(`${method.id} has no objective ${JSON.stringify(method.objective)}`);
  const knobs = { ...defaultsOf(knobsOf(entry, method.knobs ?? {})), ...method.knobs };
  return ingredientNames.reduce<Run>(
    (run, name) => {
      const portion = method[name];
      if (portion === undefined) return run;
      const ingredient = ingredientById(ingredients[name], portion.id);
      if (ingredient === undefined) throw new RangeError(`${method.id} has no ${name} ${JSON.stringify(portion.id)}`);
      return withIngredient(run, name, chosen(ingredient, portion.params));
    },
    { objective: method.objective, knobs },
  );
};

/** In which ingredients the run is not as the recipe says, at whatever settings; null where its objective is not. */
export const departures = (run: Run, method: Method): readonly IngredientName[] | null =>
  // An optional term that the recipe has must be on.
  run.objective === method.objective && Object.keys(method.knobs ?? {}).every((name) => name in run.knobs)
    ? ingredientNames.filter(
        (name) => ingredientOf(run, name).id !== (method[name]?.id ?? usualIngredient(run.objective, name).id),
      )
    : null;

/** Whether the run follows the recipe, at whatever settings. */
export const follows = (run: Run, method: Method): boolean => departures(run, method)?.length === 0;
