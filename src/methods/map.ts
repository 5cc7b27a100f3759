/** Every method as a point among the four ingredients, and in which of them it departs from DPO. */

import type { ObjectiveKind } from '../objectives/define';
import { domains } from '../objectives/domain';
import { entryById, knobsOf, objectiveById } from '../objectives/index';
import type { Run } from '../settings/experiment';
import type { Fields } from '../settings/fields';
import type { BanditMethod, Described, Method } from './define';
import { allMethods } from './index';
import { ingredientById } from './ingredient';
import { type IngredientName, ingredientNames, ingredientOf, ingredients } from './ingredients';
import { looksAtReference, looksAtReward } from './looks-at';
import { oppo } from './oppo';
import { runOf } from './recipe';

export type Part = 'objective' | IngredientName;
export const parts: readonly Part[] = ['objective', ...ingredientNames];

/** What a method has of one ingredient. */
export interface Coordinate {
  /** The id of the objective or ingredient; null where a mix, which is not trained, has none. */
  readonly id: string | null;
  readonly text: string;
  /** Whether DPO has another. */
  readonly differs: boolean;
}

export interface Place {
  readonly method: Described;
  readonly kind: ObjectiveKind | 'mix' | 'bandit';
  readonly at: Readonly<Record<Part, Coordinate>>;
  /** Names of the numbers that the objective can carry from step to step. */
  readonly carries: readonly string[];
  readonly knobs: Fields;
}

const nothing = 'none';

/** Whether the loss of a run looks at what an ingredient gives; labels, which a pair always has, are looked at. */
const isLookedAt = (run: Run, name: IngredientName): boolean => {
  const objective = objectiveById(run.objective);
  if (objective === undefined) return false;
  if (name === 'reference') return looksAtReference(objective, run.knobs);
  return name !== 'judge' || domains[objective.kind].isDrawn || looksAtReward(objective, run.knobs);
};

const ingredientIn = (run: Run, name: IngredientName): Omit<Coordinate, 'differs'> => {
  const id = objectiveById(run.objective) === undefined ? null : ingredientOf(run, name).id;
  const found = id === null || !isLookedAt(run, name) ? undefined : ingredientById(ingredients[name], id);
  return { id, text: found?.name ?? nothing };
};

const coordinatesOf = (run: Run): Readonly<Record<Part, Omit<Coordinate, 'differs'>>> => ({
  objective: { id: run.objective, text: entryById(run.objective)?.name ?? run.objective },
  draws: ingredientIn(run, 'draws'),
  judge: ingredientIn(run, 'judge'),
  reference: ingredientIn(run, 'reference'),
});

const dpo = coordinatesOf({ objective: 'dpo', knobs: {} });

const compared = (own: Readonly<Record<Part, Omit<Coordinate, 'differs'>>>): Place['at'] => {
  const at = (part: Part): Coordinate => ({ ...own[part], differs: own[part].text !== dpo[part].text });
  return { objective: at('objective'), draws: at('draws'), judge: at('judge'), reference: at('reference') };
};

const placeOf = (method: Method): Place => {
  const run = runOf(method);
  const objective = objectiveById(run.objective);
  const entry = entryById(method.objective);
  return {
    method,
    kind: objective?.kind ?? 'mix',
    at: compared(coordinatesOf(run)),
    carries: objective?.carries ?? [],
    knobs: entry === undefined ? {} : knobsOf(entry, method.knobs ?? {}),
  };
};

const banditPlace = (method: BanditMethod): Place => ({
  method,
  kind: 'bandit',
  at: compared(method.at),
  carries: [],
  knobs: method.knobs,
});

/** In the order in which methods are offered. */
export const methodMap: readonly Place[] = [...allMethods.map(placeOf), banditPlace(oppo)];
