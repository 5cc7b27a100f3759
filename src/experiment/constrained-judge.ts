/** Judges who weigh reward and safety so that the run they judge keeps the world's promise: MoCAN's and PeCAN's. */
import { bestMultiplier, type ConstrainedTable, penalised } from '../math/constrained';
import { fromModels, marginOf, type TunedModels } from '../math/model-scores';
import { optimum } from '../math/optimum';
import { ingredientOf } from '../methods/index';
import type { Choice, Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';
import { type Promising, promiseOf } from '../worlds/promise';

/** A judge, and the β at which the run that it judges trades reward for KL. */
export interface Weighing {
  readonly judge: Choice;
  readonly beta: number;
}

/** The exact models that would be tuned for reward alone and for safety alone, at β. */
const modelsOf = ({ safety, ...table }: ConstrainedTable, beta: number): TunedModels => ({
  prompts: table.prompts,
  logRef: table.logRef,
  logPiReward: optimum(table, beta),
  logPiSafety: optimum({ ...table, reward: safety }, beta),
});

/** What is weighed, and the β at which its dual is solved. */
const problemOf = (
  world: Promising,
  { judge, beta }: Weighing,
): { readonly table: ConstrainedTable; readonly at: number } => {
  const table = promiseOf(world);
  if (table === null) throw new Error('the world promises nothing');
  if (judge.id === 'constrained') return { table, at: beta };
  return { table: fromModels(modelsOf(table, beta), marginOf(table), beta), at: 1 };
};

/** λ, which is λ* times what the judge says. */
export const multiplierIn = (world: Promising, weighing: Weighing): number => {
  const { table, at } = problemOf(world, weighing);
  return numberAt(weighing.judge.params, 'times') * (bestMultiplier(table, at) ?? Number.NaN);
};

/** What labels follow [N]: r + λg, or the models' log-ratios in their place, times β. */
export const weighedReward = (world: Promising, weighing: Weighing): Float64Array => {
  const { table } = problemOf(world, weighing);
  const score = penalised(table, multiplierIn(world, weighing));
  const { judge, beta } = weighing;
  return judge.id === 'tuned-models' && judge.params.withBeta === true ? score.map((value) => beta * value) : score;
};

/** How the run is judged where reward and safety are weighed; undefined elsewhere. `beta` is the experiment's. */
export const weighingOf = (run: Run, beta: number): Weighing | undefined => {
  const judge = ingredientOf(run, 'judge');
  return judge.params.times === undefined ? undefined : { judge, beta: Number(run.knobs.beta ?? beta) };
};
