/** The methods that are more than an objective, and the three ingredients that make them so. */
import type { Choice, Run } from '../experiment/experiment';
import type { Method } from './define';
import { draws } from './draws';
import { chosen, type Ingredients } from './ingredient';
import { iterativeDpo } from './iterative-dpo';
import { judges } from './judges';
import { onlineDpo } from './online-dpo';
import { references } from './references';
import { trDpo, trDpoHard } from './tr-dpo';

export const methods: readonly Method[] = [onlineDpo, iterativeDpo, trDpo, trDpoHard];

const byId: ReadonlyMap<string, Method> = new Map(methods.map((method) => [method.id, method]));

export const methodById = (id: string): Method | undefined => byId.get(id);

/** What a run has beside its objective, by the names they have in an experiment. */
export const ingredients = { draws, judge: judges, reference: references } as const satisfies Readonly<
  Record<string, Ingredients>
>;
export type IngredientName = keyof typeof ingredients;
export const ingredientNames: readonly IngredientName[] = ['draws', 'judge', 'reference'];

/** The run's choice of an ingredient, said or as usual. */
export const ingredientOf = (run: Run, name: IngredientName): Choice => run[name] ?? chosen(ingredients[name][0]);
