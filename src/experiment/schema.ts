/** The one place that says what an experiment may be. Dependent parts take their fields from what they name. */
import * as v from 'valibot';
import { knobsOf, objectiveById } from '../objectives';
import type { Objective } from '../objectives/define';
import { worldById, worlds } from '../worlds';
import type { Experiment, Run } from './experiment';
import { boundedList, fieldSchema, numberOrWord, record, valuesSchema } from './field-schema';
import type { Field, FieldValues } from './fields';
import { maxRuns } from './limits';
import { withOpening } from './opening';
import { isPlainRecord, type Path, type PlainRecord, plainCopy } from './plain';
import { policies, policiesFor, policyById } from './policies';
import { type Problem, placeName, quote } from './problems';
import { settingFields as fields, settingWords as words } from './settings';
import { isInSupport } from './support';

type Schema<T> = v.GenericSchema<unknown, T>;
type Identified = Experiment['world'];

const defaultWorld = 'two-peaks';
const defaultPolicy = 'bump';

/** A setting that is its default where it is missing. */
const setting = <F extends Field & { readonly default: unknown }>(field: F) =>
  v.optional(fieldSchema(field) as Schema<F['default']>, field.default as never);

/** A thing with an id and the parameters its fields describe; those of an unknown one are not judged. */
const identified = (
  byId: (id: string) => { readonly fields: Readonly<Record<string, Field>> } | undefined,
  ids: readonly string[],
  initial: string,
): Schema<Identified> => {
  const id = v.optional(v.picklist(ids, `one of ${ids.join(', ')}`), initial);
  return v.lazy((raw) => {
    const named = isPlainRecord(raw) && raw.id !== undefined ? raw.id : initial;
    const definition = typeof named === 'string' ? byId(named) : undefined;
    const params = definition === undefined ? v.unknown() : valuesSchema(definition.fields);
    return record({ id, params: v.optional(params as Schema<FieldValues>, {}) });
  });
};

const anyObjective = v.custom<string>(
  (id) => typeof id === 'string' && objectiveById(id) !== undefined,
  'the id of an objective, such as dpo or exo-rw',
);

/** The knobs of a run; where one that decides which others there are cannot be read, the others are not judged. */
const knobsSchema = (objective: Objective, raw: PlainRecord): Schema<FieldValues> => {
  const texts = Object.entries(objective.knobs).filter(
    ([name, { kind }]) => kind === 'text' && raw[name] !== undefined,
  );
  for (const [name, field] of texts) {
    const schema = fieldSchema(field);
    if (!v.is(schema, raw[name])) return v.looseObject({ [name]: schema }) as Schema<unknown> as Schema<FieldValues>;
  }
  const given = Object.fromEntries(texts.map(([name]) => [name, String(raw[name])]));
  return valuesSchema(knobsOf(objective, given));
};

const runSchema: Schema<Run> = v.lazy((raw) => {
  const { objective: id, knobs: given }: PlainRecord = isPlainRecord(raw) ? raw : {};
  const objective = typeof id === 'string' ? objectiveById(id) : undefined;
  const knobs = objective === undefined ? v.unknown() : knobsSchema(objective, isPlainRecord(given) ? given : {});
  return record({ objective: anyObjective, knobs: v.optional(knobs as Schema<FieldValues>, {}) });
});

const dataSchema: Schema<Experiment['data']> = record({
  pairs: v.optional(numberOrWord(words.pairs, fields.pairs), words.pairs),
  candidates: setting(fields.candidates),
  from: setting(fields.from),
  support: v.optional(v.nullable(record({ low: setting(fields.low), high: setting(fields.high) })), null),
  labels: setting(fields.labels),
  flip: setting(fields.flip),
});

const trainingSchema: Schema<Experiment['training']> = record({
  steps: setting(fields.steps),
  batch: v.optional(numberOrWord(words.batch, fields.batch), fields.batch.default),
  learningRate: setting(fields.learningRate),
  optimizer: setting(fields.optimizer),
});

/** Over plain data as `plainCopy` makes it, after `withOpening`; `rules` say what its parts ask of each other. */
const experimentSchema: Schema<Experiment> = record({
  version: v.optional(v.literal(1, '1'), 1),
  world: v.optional(
    identified(
      worldById,
      worlds.map(({ id }) => id),
      defaultWorld,
    ),
    {},
  ),
  policy: v.optional(
    identified(
      policyById,
      policies.map(({ id }) => id),
      defaultPolicy,
    ),
    {},
  ),
  beta: setting(fields.beta),
  data: v.optional(dataSchema, {}),
  training: v.optional(trainingSchema, {}),
  seed: setting(fields.seed),
  runs: boundedList(runSchema, 1, maxRuns),
});

/** What the parts of an experiment ask of each other. */
const rules: readonly {
  readonly path: readonly [keyof Experiment, string];
  readonly allowed: string;
  readonly holds: (experiment: Experiment) => boolean;
}[] = [
  {
    path: ['policy', 'id'],
    allowed: 'a policy that fits the world',
    holds: ({ world, policy }) => policiesFor(world.id).some(({ id }) => id === policy.id),
  },
  {
    path: ['training', 'batch'],
    allowed: `a number while data.pairs is "${words.pairs}", as there is no fixed data set to take whole`,
    holds: ({ data, training }) => data.pairs !== words.pairs || training.batch !== words.batch,
  },
  {
    path: ['data', 'support'],
    allowed: 'a range from low to high that holds at least two responses which can be drawn',
    holds: ({ world, data: { support, from } }) => {
      if (support === null) return true;
      const { positions, logRef } = worldById(world.id)?.build(world.params) ?? { positions: null };
      if (positions === null) return false;
      const canBeDrawn = (x: number, i: number): boolean =>
        isInSupport(support, x) && (from === 'uniform' || Math.exp(logRef[i] ?? 0) > 0);
      return positions.filter(canBeDrawn).length >= 2;
    },
  },
];

/** One thing that is wrong, and the validation that says so: `never` an unknown name, `min_value` too small. */
export interface Fault {
  readonly path: Path;
  readonly type: string;
  readonly requirement: unknown;
  /** What is allowed there. */
  readonly allowed: string;
  readonly value: unknown;
}

const faultOf = (issue: v.BaseIssue<unknown>): Fault => {
  const last = issue.path?.at(-1);
  return {
    path: (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key))),
    type: issue.type,
    requirement: issue.requirement,
    allowed: issue.message,
    value: last === undefined ? issue.input : last.value,
  };
};

const brokenRules = (experiment: Experiment): readonly Fault[] =>
  rules.flatMap(({ path, allowed, holds }) => {
    if (holds(experiment)) return [];
    const [part, name] = path;
    const value = Object.entries(experiment[part]).find(([key]) => key === name)?.[1];
    return [{ path, type: 'rule', requirement: undefined, allowed, value }];
  });

/** The complete experiment, or at least one fault. */
export const judge = (
  plain: PlainRecord,
): { readonly experiment: Experiment } | { readonly faults: readonly Fault[] } => {
  const result = v.safeParse(experimentSchema, withOpening(plain), { abortPipeEarly: true });
  if (!result.success) return { faults: result.issues.map(faultOf) };
  const faults = brokenRules(result.output);
  return faults.length === 0 ? { experiment: result.output } : { faults };
};

/** What is wrong, as a sentence without its full stop. */
export const describeFault = ({ path, type, allowed, value }: Fault): string => {
  const place = placeName(path);
  if (type === 'never') return `${place} is not a setting (${allowed})`;
  if (value === undefined) return `${place} is missing; it must be ${allowed}`;
  return `${place} must be ${allowed}, not ${quote(value)}`;
};

export type Checked = { readonly experiment: Experiment } | { readonly problems: readonly Problem[] };

/** The complete experiment, or everything that is wrong with it. Never throws. */
export const checkExperiment = (raw: unknown): Checked => {
  const { value, refused } = plainCopy(raw);
  const problems: Problem[] = refused.map((path) => ({
    path: path.join('.'),
    message: `${placeName(path)} is not a setting.`,
  }));
  if (!isPlainRecord(value)) {
    return { problems: [{ path: '', message: `An experiment must be settings by name, not ${quote(value)}.` }] };
  }
  const judged = judge(value);
  if ('faults' in judged) {
    problems.push(
      ...judged.faults.map((fault) => ({ path: fault.path.join('.'), message: `${describeFault(fault)}.` })),
    );
  } else if (problems.length === 0) return judged;
  return { problems };
};
