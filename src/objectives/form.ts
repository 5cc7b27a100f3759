/** An objective together with knob values: which knobs it has, which expressions they select, which numbers they are. */
import { keptByText } from '../settings/answers';
import { defaultsOf, type Fields, type FieldValues } from '../settings/fields';
import { commonKnobs, withCommonTerms } from './common';
import { customKnobs } from './custom';
import type { Objective, ObjectiveForm } from './define';
import type { Mix } from './mix';

const freeKnobs = (objective: Objective | Mix, values: FieldValues): Fields => {
  const field = objective.knobs.expression;
  if (field?.kind !== 'text') return {};
  const { expression = field.default } = values;
  return typeof expression === 'string' ? customKnobs(expression) : {};
};

/** All knobs of an objective: its own, those of a visitor's expression, and the common ones; of a mix its own. */
export const knobsOf = (entry: Objective | Mix, values: FieldValues): Fields => ({
  ...entry.knobs,
  ...freeKnobs(entry, values),
  ...(entry.kind === 'mix' ? {} : commonKnobs(entry)),
});

/** Runs with the same key have the same expressions, up to the values of numeric knobs. */
export const structureKey = (objective: Objective, values: FieldValues): string => {
  const parts = Object.entries(knobsOf(objective, values)).flatMap(([name, field]) => {
    if (field.kind === 'number') return [];
    return [[name, field.kind === 'optional-number' ? values[name] !== undefined : (values[name] ?? field.default)]];
  });
  return JSON.stringify([objective.id, ...parts]);
};

const forms = keptByText<ObjectiveForm>();

/**
 * The expressions for these knob values, common terms included; a term that is off is not in them. Whoever asks for the
 * same structure again gets the same expressions, so that what is made of them can be kept too.
 */
export const formOf = (objective: Objective, values: FieldValues): ObjectiveForm =>
  forms(structureKey(objective, values), () => withCommonTerms(objective.form(values), objective, values));

/** The values of all knobs: those given, and the defaults of the others. */
export const completeKnobs = (objective: Objective, values: FieldValues): FieldValues => ({
  ...defaultsOf(knobsOf(objective, values)),
  ...values,
});

/**
 * Every number the form may read besides the data, with its current value: numeric knobs, optional ones that are set,
 * then derived numbers. The order is the same for all runs of one structure.
 */
export const numericKnobs = (
  objective: Objective,
  values: FieldValues,
): readonly { readonly name: string; readonly value: number }[] => {
  const fields = knobsOf(objective, values);
  const complete = completeKnobs(objective, values);
  const set = Object.entries(fields).flatMap(([name, field]) => {
    const value = complete[name];
    const isNumeric = field.kind === 'number' || field.kind === 'optional-number';
    return isNumeric && typeof value === 'number' ? [{ name, value }] : [];
  });
  const derived = Object.entries(objective.derived).map(([name, of]) => ({ name, value: of(complete) }));
  return [...set, ...derived];
};

/** The same by name, with what is carried from step to step as it is at the start: what float64 evaluation of a form needs. */
export const numbersAtStart = (objective: Objective, values: FieldValues): Readonly<Record<string, number>> =>
  Object.fromEntries([
    ...numericKnobs(objective, values).map(({ name, value }) => [name, value] as const),
    ...formOf(objective, values).state.map(({ name, initial }) => [name, initial] as const),
  ]);
