/** Arbitrary valid experiments, drawn from the same descriptions that validate them. For tests. */
import * as fc from 'fast-check';
import { ingredientNames, ingredients, withIngredient } from '../methods';
import type { Ingredients } from '../methods/ingredient';
import { knobsOf, mixById, mixes, objectives } from '../objectives';
import type { Objective } from '../objectives/define';
import type { Mix } from '../objectives/mix';
import { trainedRuns } from '../objectives/mix-shares';
import { policiesFor } from '../policies/families';
import type { Choice, Experiment, Run, Support } from '../settings/experiment';
import {
  type Conflict,
  defaultsOf,
  type Field,
  type Fields,
  type FieldValue,
  type FieldValues,
  isOptional,
} from '../settings/fields';
import { maxRunsShown } from '../settings/limits';
import { worldById, worlds } from '../worlds';
import { overBudget, pageBudget } from './budget';
import { repairExperiment } from './repair';
import { obstacleTo } from './run-rules';
import { rewardModelFields, settingFields } from './settings';

interface Described {
  readonly fields: Fields;
  readonly conflictIn?: ((params: FieldValues) => Conflict | undefined) | undefined;
}

const expressions = [
  '-logsigmoid(beta * h)',
  'relu(1 - delta*(a - b))^2',
  '-log σ(β·h) + λ·abs(ρ_w)',
  'exp(-kappa * h) - 0.5 * aBar',
  'h',
] as const;

const numberOf = ([low, high]: readonly [number, number], integer: boolean): fc.Arbitrary<number> =>
  integer
    ? fc.integer({ min: low, max: high })
    : fc.double({ min: low, max: high, noNaN: true }).map((value) => value + 0);

const anyValueOf = (field: Field): fc.Arbitrary<FieldValue> => {
  switch (field.kind) {
    case 'number':
    case 'optional-number':
      return numberOf(field.range, field.integer);
    case 'choice':
      return fc.constantFrom(...field.options);
    case 'toggle':
      return fc.boolean();
    case 'text':
      return fc.constantFrom(...expressions);
    case 'list': {
      const [minLength, maxLength] = field.length;
      const item = fc.record(
        Object.fromEntries(Object.entries(field.item).map(([name, of]) => [name, numberOf(of.range, of.integer)])),
      );
      return fc.array(item, { minLength, maxLength });
    }
    case 'group':
      return fc.record(
        Object.fromEntries(Object.entries(field.fields).map(([name, of]) => [name, numberOf(of.range, of.integer)])),
      );
  }
};

/** All values; optional ones may be absent, and each other field is often at its default. */
const allValuesOf = (fields: Fields): fc.Arbitrary<FieldValues> => {
  const required = Object.entries(fields).flatMap(([name, field]) => (isOptional(field) ? [] : [name]));
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    isOptional(field) ? anyValueOf(field) : fc.oneof(fc.constant(field.default), anyValueOf(field)),
  ]);
  return fc.record(Object.fromEntries(entries), { requiredKeys: required });
};

/** The parameters with every conflict mended as repair would. */
const reconciled = ({ fields, conflictIn }: Described, params: FieldValues): FieldValues => {
  const conflict = conflictIn?.(params);
  if (conflict === undefined) return params;
  const { [conflict.name]: _, ...others } = params;
  const mended = { ...defaultsOf(fields), ...others };
  const { nearest } = conflict;
  return reconciled({ fields, conflictIn }, nearest === undefined ? mended : { ...mended, [conflict.name]: nearest });
};

const identified = (definition: Described & { readonly id: string }): fc.Arbitrary<Experiment['world']> =>
  allValuesOf(definition.fields).map((params) => ({ id: definition.id, params: reconciled(definition, params) }));

/** An ingredient of any kind, or none said. */
const choiceOf = (offered: Ingredients): fc.Arbitrary<Choice | undefined> =>
  fc.option(fc.constantFrom(...offered).chain(identified), { nil: undefined });

const anyChoices = fc.record({
  draws: choiceOf(ingredients.draws),
  judge: choiceOf(ingredients.judge),
  reference: choiceOf(ingredients.reference),
});

/** A run with ingredients that need not go together. */
const runOf = (entry: Objective | Mix): fc.Arbitrary<Run> =>
  allValuesOf(entry.knobs)
    .chain((own) => fc.tuple(allValuesOf(knobsOf(entry, own)), fc.constant(own), anyChoices))
    .map(([knobs, own, choices]) => ({ objective: entry.id, knobs: { ...knobs, ...own }, ...choices }) as Run);

/** The mix, made of runs that are trained; it has no ingredients. */
const reconciledMix = ({ objective, knobs }: Run, { runKnobs }: Mix, trained: readonly number[]): Run => ({
  objective,
  knobs: {
    ...knobs,
    ...Object.fromEntries(runKnobs.map((name) => [name, 1 + (trained[Number(knobs[name]) % trained.length] ?? 0)])),
  },
});

/** The runs with those of their ingredients that go together, and at least one that is trained. */
const withReconciledRuns = ({ runs: drawn, ...experiment }: Experiment): Experiment => {
  const dpo: Run = { objective: 'dpo', knobs: { beta: 0.1 } };
  const runs = trainedRuns(drawn).length === 0 ? [dpo, ...drawn.slice(1)] : drawn;
  return {
    ...experiment,
    runs: runs.map(({ draws, judge, reference, ...run }) => {
      const mix = mixById(run.objective);
      if (mix !== undefined) return reconciledMix(run, mix, trainedRuns(runs));
      const choices = { draws, judge, reference };
      return ingredientNames.reduce<Run>((made, name) => {
        const choice = choices[name];
        const isPossible = choice !== undefined && obstacleTo(made, name, choice.id, experiment) === undefined;
        return isPossible ? withIngredient(made, name, choice) : made;
      }, run);
    }),
  };
};

const setting = (name: keyof typeof settingFields): fc.Arbitrary<FieldValue> => {
  const field: Field = settingFields[name];
  return fc.oneof(fc.constant(field.default as FieldValue), anyValueOf(field));
};

const numbered = fc.record({ pairs: setting('pairs'), batch: fc.oneof(fc.constant('all'), setting('batch')) });
const fresh = fc.record({ pairs: fc.constant('fresh'), batch: setting('batch') });
const given = fc.record({
  pairs: fc.constant('given'),
  batch: fc.oneof(fc.constant('all'), setting('batch')),
  candidates: fc.constant(2),
});

/** A support with several responses that can be drawn, where the world's responses have what it speaks of. */
const supportIn = ({ id, params }: Experiment['world']): fc.Arbitrary<Support | null> => {
  const none = fc.constant(null);
  const geometry = worldById(id)?.geometry;
  if (geometry === 'sentences') return fc.oneof(none, fc.record({ maxLength: fc.integer({ min: 1, max: 6 }) }));
  if (geometry !== 'line' || params.range !== 6 || params.bins !== 121) return none;
  return fc.oneof(none, fc.record({ low: numberOf([-20, -5], false), high: numberOf([5, 20], false) }));
};

const world = fc
  .constantFrom(...worlds)
  .chain(identified)
  .map(({ id, params }) => ({ id, params: 'referenceWidth' in params ? { ...params, referenceWidth: 3 } : params }));

/** Complete experiments of any size. */
export const arbitraryLargeExperiment: fc.Arbitrary<Experiment> = world.chain((chosen) =>
  fc
    .record({
      policy: fc.constantFrom(...policiesFor(chosen.id)).chain(identified),
      beta: setting('beta'),
      seed: setting('seed'),
      size:
        worldById(chosen.id)?.usual.pairs === 'given' ? fc.oneof(fresh, numbered, given) : fc.oneof(fresh, numbered),
      data: fc.record({
        candidates: setting('candidates'),
        from: setting('from'),
        support: supportIn(chosen),
        labels: setting('labels'),
        flip: setting('flip'),
        nearDuplicates: setting('nearDuplicates'),
      }),
      rewardModel: fc.record({
        kind: fc.constantFrom(...rewardModelFields.kind.options),
        hidden: numberOf(rewardModelFields.hidden.range, true),
        steps: numberOf(rewardModelFields.steps.range, true),
        learningRate: numberOf(rewardModelFields.learningRate.range, false),
        penalty: numberOf(rewardModelFields.penalty.range, false),
      }),
      training: fc.record({
        steps: setting('steps'),
        learningRate: setting('learningRate'),
        optimizer: setting('optimizer'),
        epsilon: setting('epsilon'),
        restartEvery: setting('restartEvery'),
      }),
      runs: fc.array(fc.constantFrom(...objectives, ...mixes).chain(runOf), { minLength: 1, maxLength: maxRunsShown }),
    })
    .map(({ size: { batch, ...size }, data, training, ...rest }) =>
      withReconciledRuns({
        version: 1,
        world: chosen,
        ...rest,
        data: { ...data, ...size },
        training: { ...training, batch },
      } as unknown as Experiment),
    ),
);

/** Complete experiments within the budget, as `checkExperiment` returns them. */
export const arbitraryExperiment: fc.Arbitrary<Experiment> = arbitraryLargeExperiment.map((experiment) =>
  overBudget(experiment, pageBudget).length === 0 ? experiment : repairExperiment(experiment).experiment,
);
