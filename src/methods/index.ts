/** The methods, by which a person picks a run: every objective and mix by its own name, and the recipes. */

import { mixes, objectives } from '../objectives/index';
import type { Run } from '../settings/experiment';
import { acceleratedPo } from './accelerated-po';
import type { Method } from './define';
import { dice } from './dice';
import type { IngredientName } from './ingredients';
import { iterativeDpo } from './iterative-dpo';
import { mctsDpo } from './mcts-dpo';
import { mocan, pecan } from './mocan';
import { onlineDpo } from './online-dpo';
import { departures, follows } from './recipe';
import { rlhf } from './rlhf';
import { rso, rsoSigmoid } from './rso';
import { salsa } from './salsa';
import { sppo } from './sppo';
import { trDpo, trDpoHard } from './tr-dpo';
import { twoStage } from './two-stage';

export {
  type IngredientName,
  ingredientNames,
  ingredientOf,
  ingredients,
  usualChoice,
  usualIngredient,
  withIngredient,
} from './ingredients';
export { runOf } from './recipe';

/** The methods that are more than an objective. */
export const methods: readonly Method[] = [
  onlineDpo,
  iterativeDpo,
  acceleratedPo,
  dice,
  trDpo,
  trDpoHard,
  sppo,
  rso,
  rsoSigmoid,
  mctsDpo,
  rlhf,
  salsa,
  mocan,
  pecan,
  twoStage,
];

const plain: readonly Method[] = [...objectives, ...mixes].map(({ id, name, paper, evidence, summary, note }) => ({
  id,
  name,
  paper,
  evidence,
  summary,
  ...(note === undefined ? {} : { note }),
  objective: id,
}));

/** Everything by which a person picks a run, in the order in which it is offered. */
export const allMethods: readonly Method[] = [...plain, ...methods];

const byId: ReadonlyMap<string, Method> = new Map(allMethods.map((method) => [method.id, method]));

export const methodById = (id: string): Method | undefined => byId.get(id);

/** A recipe from which the run departs in a single ingredient, and that ingredient; undefined where there is none. */
export const nearlyMethod = (run: Run): { readonly method: Method; readonly departure: IngredientName } | undefined => {
  for (const method of methods) {
    const [departure, ...others] = departures(run, method) ?? [];
    if (departure !== undefined && others.length === 0) return { method, departure };
  }
  return undefined;
};

/** The method that a run is, at whatever settings; undefined where its ingredients are those of none. */
export const methodOf = (run: Run): Method | undefined => {
  const own = methodById(run.objective);
  return own !== undefined && follows(run, own) ? own : methods.find((method) => follows(run, method));
};
