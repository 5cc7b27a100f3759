/** The edits a person makes to an experiment, as functions from one experiment to the next. */

import { repairExperiment } from '../experiment/repair';
import { usualFor } from '../experiment/usual';
import {
  type IngredientName,
  ingredientNames,
  ingredientOf,
  ingredients,
  methodById,
  runOf,
  withIngredient,
} from '../methods';
import { chosen, ingredientById } from '../methods/ingredient';
import { soupWeight } from '../methods/own-reference';
import { entryById, knobsOf } from '../objectives';
import { policiesFor, policyById } from '../policies/families';
import type {
  DataSettings,
  Experiment,
  RewardModelSettings,
  Run,
  Sweep,
  TrainingSettings,
} from '../settings/experiment';
import { defaultsOf, type Fields, type FieldValue, type FieldValues } from '../settings/fields';
import { isSame } from '../settings/same';
import { worldById } from '../worlds';
import { insertRun, replaceRun, type Setup } from './setup';

/** Sets one value, or takes it away where it is undefined. */
const withValue = (values: FieldValues, name: string, value: FieldValue | undefined): FieldValues => {
  const { [name]: _, ...others } = values;
  return value === undefined ? others : { ...others, [name]: value };
};

/** Values of the same name that the new fields also have stay as they are. */
const carryOver = (fields: Fields, former: FieldValues): FieldValues => ({
  ...defaultsOf(fields),
  ...Object.fromEntries(Object.entries(former).filter(([name]) => name in fields)),
});

/** The knobs through which an objective sees the β of the optimum; a new run starts at the experiment's own. */
const betaKnobs: readonly string[] = ['beta', 'betaReward'];

/** A run of a method as its recipe says, with the experiment's β where it has one. */
export const newRun = (methodId: string, experiment: Experiment): Run => {
  const method = methodById(methodId);
  if (method === undefined) throw new RangeError(`No method is called ${JSON.stringify(methodId)}.`);
  const run = runOf(method);
  const shared = betaKnobs.filter((name) => name in run.knobs).map((name) => [name, experiment.beta] as const);
  return { ...run, knobs: { ...run.knobs, ...Object.fromEntries(shared) } };
};

/** The world of the setup with the optional parameters switched on that this run needs and the world has. */
const readyFor = (setup: Setup, run: Run): Setup => {
  const { world } = setup.experiment;
  const fields = worldById(world.id)?.fields ?? {};
  const missing = ingredientNames.flatMap((part) => {
    const { needs } = ingredientById(ingredients[part], ingredientOf(run, part).id) ?? {};
    const field = needs === undefined || needs in world.params ? undefined : fields[needs];
    return needs === undefined || field === undefined ? [] : [[needs, field.default] as const];
  });
  if (missing.length === 0) return setup;
  const params = { ...world.params, ...Object.fromEntries(missing) };
  return { ...setup, experiment: { ...setup.experiment, world: { ...world, params } } };
};

export const addRun =
  (methodId: string) =>
  (setup: Setup): Setup => {
    const run = newRun(methodId, setup.experiment);
    return insertRun(readyFor(setup, run), setup.experiment.runs.length, run);
  };

export const duplicateRun =
  (index: number) =>
  (setup: Setup): Setup => {
    const run = setup.experiment.runs[index];
    return run === undefined ? setup : insertRun(setup, index + 1, run);
  };

export const changeMethod =
  (index: number, methodId: string) =>
  (setup: Setup): Setup => {
    const run = newRun(methodId, setup.experiment);
    return replaceRun(readyFor(setup, run), index, run);
  };

export const setKnob =
  (index: number, name: string, value: FieldValue | undefined) =>
  (setup: Setup): Setup => {
    const run = setup.experiment.runs[index];
    const entry = run && entryById(run.objective);
    if (run === undefined || entry === undefined) return setup;
    const knobs = withValue(run.knobs, name, value);
    const isOwnExpression = entry.knobs[name]?.kind === 'text';
    return replaceRun(setup, index, {
      ...run,
      // The names in a visitor's expression are its knobs.
      knobs: isOwnExpression ? carryOver(knobsOf(entry, knobs), knobs) : knobs,
    });
  };

/** Another value of an ingredient, at its usual settings. */
export const chooseIngredient =
  (index: number, name: IngredientName, id: string) =>
  (setup: Setup): Setup => {
    const run = setup.experiment.runs[index];
    const ingredient = ingredientById(ingredients[name], id);
    if (run === undefined || ingredient === undefined) return setup;
    return replaceRun(setup, index, withIngredient(run, name, chosen(ingredient)));
  };

export const setIngredientParam =
  (index: number, name: IngredientName, param: string, value: FieldValue | undefined) =>
  (setup: Setup): Setup => {
    const run = setup.experiment.runs[index];
    if (run === undefined) return setup;
    const { id, params } = ingredientOf(run, name);
    return replaceRun(setup, index, withIngredient(run, name, { id, params: withValue(params, param, value) }));
  };

/** The share of π_ref in every soup that a run is tied to. */
export const setSoupWeight =
  (weight: number) =>
  (experiment: Experiment): Experiment => ({
    ...experiment,
    runs: experiment.runs.map((run) =>
      soupWeight(run) === null ? run : withIngredient(run, 'reference', { id: 'soup', params: { weight } }),
    ),
  });

export const choosePolicy =
  (id: string) =>
  (experiment: Experiment): Experiment => {
    const policy = policyById(id);
    if (policy === undefined || id === experiment.policy.id) return experiment;
    return { ...experiment, policy: { id, params: carryOver(policy.fields, experiment.policy.params) } };
  };

/** What a world opens with. */
const openingOf = (id: string): Experiment => repairExperiment({ world: { id } }).experiment;

export const chooseWorld =
  (id: string) =>
  (experiment: Experiment): Experiment => {
    const world = worldById(id);
    if (world === undefined || id === experiment.world.id) return experiment;
    const [former, opening] = [openingOf(experiment.world.id), openingOf(id)];
    if (!isSame(usualFor(experiment.world.id), usualFor(id))) {
      // Another kind of world has other data and another pace; only what was made by hand is taken along.
      const runs = isSame(experiment.runs, former.runs) ? opening.runs : experiment.runs;
      return { ...opening, beta: experiment.beta, seed: experiment.seed, runs };
    }
    const moved: Experiment = { ...experiment, world: { id, params: defaultsOf(world.fields) } };
    const [firstFit, ...otherFits] = policiesFor(id);
    const fits = [firstFit, ...otherFits].some((policy) => policy?.id === experiment.policy.id);
    return fits || firstFit === undefined ? moved : choosePolicy(firstFit.id)(moved);
  };

export const setParam =
  (part: 'world' | 'policy', name: string, value: FieldValue | undefined) =>
  (experiment: Experiment): Experiment => ({
    ...experiment,
    [part]: { ...experiment[part], params: withValue(experiment[part].params, name, value) },
  });

export const setData =
  (data: Partial<DataSettings>) =>
  (experiment: Experiment): Experiment => ({ ...experiment, data: { ...experiment.data, ...data } });

export const setTraining =
  (training: Partial<TrainingSettings>) =>
  (experiment: Experiment): Experiment => ({ ...experiment, training: { ...experiment.training, ...training } });

export const setRewardModel =
  (rewardModel: Partial<RewardModelSettings>) =>
  (experiment: Experiment): Experiment => ({
    ...experiment,
    rewardModel: { ...experiment.rewardModel, ...rewardModel },
  });

/** What is swept beside the runs. */
export const setSweep =
  (sweep: Sweep) =>
  (experiment: Experiment): Experiment => ({ ...experiment, sweep });
