/** What the parts of a run ask of each other, of its data, and of the other runs. */
import { type IngredientName, ingredientNames, ingredients, usualIngredient } from '../methods';
import { type Ingredients, ingredientById } from '../methods/ingredient';
import { mixById, objectiveById } from '../objectives';
import { trainedRuns } from '../objectives/mix-shares';
import type { Experiment, Run } from '../settings/experiment';
import { worldById } from '../worlds';
import { type Fault, misfit } from './faults';

/** Why a run cannot have the ingredient of this id, to follow “as”; undefined where it can. */
export const obstacleTo = (
  run: Run,
  name: IngredientName,
  id: string,
  { data, world }: Pick<Experiment, 'data' | 'world'>,
): string | undefined => {
  const objective = objectiveById(run.objective);
  const offered: Ingredients = ingredients[name];
  const hasSecond = worldById(world.id)?.hasSecond === true;
  return objective && ingredientById(offered, id)?.obstacle?.({ run, objective, world, data, hasSecond });
};

/** Faults of the ingredients that a run says; those that are usual always go together. */
const ingredientFaults = (run: Run, index: number, experiment: Experiment): readonly Fault[] =>
  ingredientNames.flatMap((name) => {
    const id = run[name]?.id;
    const reason = id === undefined ? undefined : obstacleTo(run, name, id, experiment);
    const allowed = `"${usualIngredient(run.objective, name).id}", as ${reason}`;
    return reason === undefined ? [] : [misfit(['runs', index, name], id, allowed)];
  });

/** Faults of a mix, which has no ingredients and names runs that are trained. */
const mixFaults = (run: Run, index: number, runs: readonly Run[]): readonly Fault[] => {
  const trained = trainedRuns(runs);
  if (trained.length === 0) {
    return [
      misfit(['runs', index, 'objective'], run.objective, 'an objective, as a mix is made of runs that are trained'),
    ];
  }
  const said = ingredientNames.flatMap((name) => {
    const id = run[name]?.id;
    return id === undefined ? [] : [misfit(['runs', index, name], id, 'left out, as a mix is not trained')];
  });
  const named = (mixById(run.objective)?.runKnobs ?? []).flatMap((knob) => {
    const number = Number(run.knobs[knob]);
    if (trained.includes(number - 1)) return [];
    const nearest = trained.reduce((best, i) => (Math.abs(i + 1 - number) < Math.abs(best + 1 - number) ? i : best));
    const allowed = `the number of a run that is trained, such as ${nearest + 1}`;
    return [misfit(['runs', index, 'knobs', knob], number, allowed, nearest + 1)];
  });
  return [...said, ...named];
};

export const runFaults = (experiment: Experiment): readonly Fault[] =>
  experiment.runs.flatMap((run, index) =>
    mixById(run.objective) === undefined
      ? ingredientFaults(run, index, experiment)
      : mixFaults(run, index, experiment.runs),
  );
