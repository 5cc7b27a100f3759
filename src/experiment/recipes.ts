/** Runs that name a method: its recipe takes the place of the name, and what is said of the run takes that of the recipe. */
import { ingredientNames, methodById, runOf, usualChoice } from '../methods';
import { mixById, objectiveById } from '../objectives';
import type { Objective } from '../objectives/define';
import type { Choice } from '../settings/experiment';
import { isPlainRecord, type PlainRecord } from './plain';

/** What is said without a name, or of the ingredient that the recipe has, adds to the recipe; else it replaces it. */
const withSaid = (choice: Choice, said: unknown): unknown => {
  if (said === undefined) return { ...choice };
  if (!isPlainRecord(said) || (said.id !== undefined && said.id !== choice.id)) return said;
  const { params } = said;
  const merged =
    params === undefined ? choice.params : isPlainRecord(params) ? { ...choice.params, ...params } : params;
  return { ...said, id: choice.id, params: merged };
};

/** A run of an objective that draws by itself: what is said of that adds to how it usually does. */
const withOwnDraws = (said: PlainRecord, { id, draws }: Objective): PlainRecord =>
  draws === undefined || said.draws === undefined
    ? said
    : { ...said, draws: withSaid(usualChoice(id, 'draws'), said.draws) };

const expanded = (said: unknown): unknown => {
  if (!isPlainRecord(said) || typeof said.objective !== 'string') return said;
  const objective = objectiveById(said.objective);
  if (objective !== undefined) return withOwnDraws(said, objective);
  const method = methodById(said.objective);
  if (method === undefined || mixById(said.objective) !== undefined) return said;
  const recipe = runOf(method);
  const run: PlainRecord = { ...said, objective: recipe.objective };
  if (said.knobs === undefined || isPlainRecord(said.knobs)) run.knobs = { ...method.knobs, ...said.knobs };
  for (const name of ingredientNames) {
    const choice = recipe[name];
    if (choice !== undefined) run[name] = withSaid(choice, said[name]);
  }
  return run;
};

/** The experiment, as plain data, without the names of methods. */
export const withoutMethods = (said: PlainRecord): PlainRecord =>
  Array.isArray(said.runs) ? { ...said, runs: said.runs.map(expanded) } : said;
