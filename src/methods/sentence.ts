/** The four ingredients of a run in words, as its card says them. */

import { objectiveById } from '../objectives/index';
import type { Run } from '../settings/experiment';
import { ingredientById } from './ingredient';
import { type IngredientName, ingredientNames, ingredientOf, ingredients, usualIngredient } from './ingredients';
import { looksAtReference } from './looks-at';

export interface Phrase {
  readonly part: 'objective' | IngredientName;
  readonly text: string;
  /** Whether it is another than the objective usually has. */
  readonly differs: boolean;
}

/** “DPO’s loss”; names of several words and in brackets take no apostrophe. */
const lossText = (name: string): string => (/^[\p{L}\d-]+$/u.test(name) ? `${name}’s loss` : `the loss of ${name}`);

/** “DPO’s loss”, “on its own answers, new at every step”, …; nothing of a mix, which is not trained. */
export const phrasesOf = (run: Run): readonly Phrase[] => {
  const objective = objectiveById(run.objective);
  if (objective === undefined) return [];
  const parts = ingredientNames.map((part): Phrase => {
    const { id, params } = ingredientOf(run, part);
    const isLoose = part === 'reference' && !looksAtReference(objective, run.knobs);
    const text = isLoose ? 'tied to no reference' : (ingredientById(ingredients[part], id)?.phrase(params) ?? id);
    return { part, text, differs: id !== usualIngredient(run.objective, part).id };
  });
  const loss = objective.evidence === 'your own' ? 'your own loss' : lossText(objective.name);
  return [{ part: 'objective', text: loss, differs: false }, ...parts];
};
