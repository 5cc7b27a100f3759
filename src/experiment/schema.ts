/** The one place that says what an experiment may be. Dependent parts take their fields from what they name. */
import * as v from 'valibot';
import { type IngredientName, ingredientNames, ingredients, usualIngredient, withIngredient } from '../methods';
import { type Ingredients, ingredientById } from '../methods/ingredient';
import { entryById, knobsOf } from '../objectives';
import type { Objective } from '../objectives/define';
import type { Mix } from '../objectives/mix';
import { policies, policyById } from '../policies/families';
import type { Choice, Experiment, Run, Support, Sweep, SweepAxis } from '../settings/experiment';
import type { Field, FieldValues } from '../settings/fields';
import { maxRuns, maxRunsShown } from '../settings/limits';
import { worldById, worlds } from '../worlds';
import { type Budget, commandLineBudget, pageBudget } from './budget';
import { describeFault, type Fault, faultOf } from './faults';
import { boundedList, fieldSchema, numberOrWord, record, valuesSchema } from './field-schema';
import { withOpening, worldIdIn } from './opening';
import { isPlainRecord, type PlainRecord, plainCopy } from './plain';
import { type Problem, placeName, quote } from './problems';
import { withoutMethods } from './recipes';
import { misfitsIn } from './rules';
import {
  settingFields as fields,
  rewardModelFields as modelFields,
  sweepFields,
  settingWords as words,
} from './settings';
import { mostAxes } from './sweep';
import { type Usual, usualFor, usualWorld } from './usual';

type Schema<T> = v.GenericSchema<unknown, T>;

/** A setting that is its default where it is missing. */
const setting = <F extends Field & { readonly default: unknown }>(field: F, initial: F['default'] = field.default) =>
  v.optional(fieldSchema(field) as Schema<F['default']>, initial as never);

/** A thing with an id and the parameters its fields describe; those of an unknown one are not judged. */
const identified = (
  byId: (id: string) => { readonly fields: Readonly<Record<string, Field>> } | undefined,
  ids: readonly string[],
  initial: string,
): Schema<Choice> => {
  const id = v.optional(v.picklist(ids, `one of ${ids.join(', ')}`), initial);
  return v.lazy((raw) => {
    const named = isPlainRecord(raw) && raw.id !== undefined ? raw.id : initial;
    const definition = typeof named === 'string' ? byId(named) : undefined;
    const params = definition === undefined ? v.unknown() : valuesSchema(definition.fields);
    return record({ id, params: v.optional(params as Schema<FieldValues>, {}) });
  });
};

const objectiveText = 'the id of an objective, such as dpo or exo-rw';
const anyObjective = v.custom<string>((id) => typeof id === 'string' && entryById(id) !== undefined, objectiveText);

/** The knobs of a run; where one that decides which others there are cannot be read, the others are not judged. */
const knobsSchema = (entry: Objective | Mix, raw: PlainRecord): Schema<FieldValues> => {
  const texts = Object.entries(entry.knobs).filter(([name, { kind }]) => kind === 'text' && raw[name] !== undefined);
  for (const [name, field] of texts) {
    const schema = fieldSchema(field);
    if (!v.is(schema, raw[name])) return v.looseObject({ [name]: schema }) as Schema<unknown> as Schema<FieldValues>;
  }
  const given = Object.fromEntries(texts.map(([name]) => [name, String(raw[name])]));
  return valuesSchema(knobsOf(entry, given));
};

/** One of the ingredients beside an objective. */
const ingredientSchema = (objectiveId: string, name: IngredientName): Schema<Choice> => {
  const offered: Ingredients = ingredients[name];
  const ids = offered.map(({ id }) => id);
  return identified((id) => ingredientById(offered, id), ids, usualIngredient(objectiveId, name).id);
};

/** The run without what it need not say. */
const withoutUsual = (said: Run): Run =>
  ingredientNames.reduce((run, name) => {
    const choice = said[name];
    return choice === undefined ? run : withIngredient(run, name, choice);
  }, said);

const runSchema: Schema<Run> = v.lazy((raw) => {
  const run: PlainRecord = isPlainRecord(raw) ? raw : {};
  const { objective: id, knobs: given } = run;
  const entry = typeof id === 'string' ? entryById(id) : undefined;
  const knobs = entry === undefined ? v.unknown() : knobsSchema(entry, isPlainRecord(given) ? given : {});
  const ingredient = (name: IngredientName) =>
    v.optional(entry === undefined || run[name] === undefined ? v.unknown() : ingredientSchema(entry.id, name));
  const said = record(
    {
      objective: anyObjective,
      knobs: v.optional(knobs as Schema<FieldValues>, {}),
      draws: ingredient('draws'),
      judge: ingredient('judge'),
      reference: ingredient('reference'),
    },
    objectiveText,
  ) as Schema<unknown> as Schema<Run>;
  return v.pipe(said, v.transform(withoutUsual));
});

const lineSupport = record({ low: setting(fields.low), high: setting(fields.high) });
const lengthSupport = record({ maxLength: setting(fields.maxLength) });
const supportSchema: Schema<Support> = v.lazy(
  (raw): Schema<Support> => (isPlainRecord(raw) && 'maxLength' in raw ? lengthSupport : lineSupport),
);

const dataSchema = ({ pairs }: Usual): Schema<Experiment['data']> =>
  record({
    pairs: v.optional(numberOrWord([words.pairs, words.given], fields.pairs), pairs),
    candidates: setting(fields.candidates),
    from: setting(fields.from),
    support: v.optional(v.nullable(supportSchema), null),
    labels: setting(fields.labels),
    flip: setting(fields.flip),
    nearDuplicates: setting(fields.nearDuplicates),
  });

const trainingSchema = ({ training }: Usual): Schema<Experiment['training']> =>
  record({
    steps: setting(fields.steps, training.steps),
    batch: v.optional(numberOrWord([words.batch], fields.batch), training.batch),
    learningRate: setting(fields.learningRate, training.learningRate),
    optimizer: setting(fields.optimizer, training.optimizer),
    epsilon: setting(fields.epsilon, training.epsilon),
    restartEvery: setting(fields.restartEvery, training.restartEvery),
  });

const rewardModelSchema = ({ rewardModel }: Usual): Schema<Experiment['rewardModel']> =>
  record({
    kind: setting(modelFields.kind, rewardModel.kind),
    hidden: setting(modelFields.hidden, rewardModel.hidden),
    steps: setting(modelFields.steps, rewardModel.steps),
    learningRate: setting(modelFields.learningRate, rewardModel.learningRate),
    penalty: setting(modelFields.penalty, rewardModel.penalty),
  });

const sweepAxisSchema: Schema<SweepAxis> = record({
  knob: v.string('the name of a knob'),
  low: v.pipe(v.number('a number'), v.finite('a number')),
  high: v.pipe(v.number('a number'), v.finite('a number')),
  count: fieldSchema(sweepFields.count) as Schema<number>,
});

const sweepSchema: Schema<Sweep> = record({
  over: boundedList(sweepAxisSchema, 1, mostAxes),
  seeds: setting(sweepFields.seeds),
});

const worldSchema = identified(
  worldById,
  worlds.map(({ id }) => id),
  usualWorld,
);
const policySchema = ({ policy }: Usual): Schema<Choice> =>
  identified(
    policyById,
    policies.map(({ id }) => id),
    policy,
  );

/** Over plain data as `plainCopy` makes it, after `withOpening`; `misfitsIn` says what its parts ask of each other. */
const experimentSchema = (usual: Usual, mostRuns: number): Schema<Experiment> =>
  record({
    version: v.optional(v.literal(1, '1'), 1),
    world: v.optional(worldSchema, {}),
    policy: v.optional(policySchema(usual), {}),
    beta: setting(fields.beta),
    data: v.optional(dataSchema(usual), {}),
    training: v.optional(trainingSchema(usual), {}),
    rewardModel: v.optional(rewardModelSchema(usual), {}),
    seed: setting(fields.seed),
    runs: boundedList(runSchema, 1, mostRuns),
    sweep: v.exactOptional(sweepSchema),
  });

/** How large an experiment may be where it is to be trained. */
export interface Allowance {
  readonly runs: number;
  readonly budget: Budget;
}
export const allowances = {
  page: { runs: maxRunsShown, budget: pageBudget },
  commandLine: { runs: maxRuns, budget: commandLineBudget },
} as const satisfies Readonly<Record<string, Allowance>>;

/** The complete experiment, or at least one fault. */
export const judge = (
  plain: PlainRecord,
  { runs, budget }: Allowance,
): { readonly experiment: Experiment } | { readonly faults: readonly Fault[] } => {
  const said = withoutMethods(withOpening(plain));
  const usual = usualFor(worldIdIn(said), isPlainRecord(said.data) ? said.data.pairs : undefined);
  const result = v.safeParse(experimentSchema(usual, runs), said, { abortPipeEarly: true });
  if (!result.success) return { faults: result.issues.map(faultOf) };
  const faults = misfitsIn(result.output, budget);
  return faults.length === 0 ? { experiment: result.output } : { faults };
};

export type Checked = { readonly experiment: Experiment } | { readonly problems: readonly Problem[] };

/** The complete experiment, or everything that is wrong with it. Never throws. */
export const checkExperiment = (raw: unknown, allowance: Allowance = allowances.page): Checked => {
  const { value, refused } = plainCopy(raw);
  const problems: readonly Problem[] = refused.map((path) => ({
    path: path.join('.'),
    message: `${placeName(path)} is not a setting.`,
  }));
  if (!isPlainRecord(value)) {
    return { problems: [{ path: '', message: `An experiment must be settings by name, not ${quote(value)}.` }] };
  }
  const judged = judge(value, allowance);
  if ('faults' in judged) {
    const faults = judged.faults.map((fault) => ({ path: fault.path.join('.'), message: `${describeFault(fault)}.` }));
    return { problems: [...problems, ...faults] };
  }
  return problems.length === 0 ? judged : { problems };
};
