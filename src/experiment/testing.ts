/** Arbitrary valid experiments, drawn from the same descriptions that validate them. For tests. */
import * as fc from 'fast-check';
import { knobsOf, objectives } from '../objectives';
import type { Objective } from '../objectives/define';
import { worlds } from '../worlds';
import type { Experiment, Run } from './experiment';
import type { Field, Fields, FieldValue, FieldValues } from './fields';
import { maxRuns } from './limits';
import { policiesFor } from './policies';
import { settingFields } from './settings';

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
  }
};

/** All values; optional numbers may be absent, and each other field is often at its default. */
const allValuesOf = (fields: Fields): fc.Arbitrary<FieldValues> => {
  const optional = Object.keys(fields).filter((name) => fields[name]?.kind === 'optional-number');
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    field.kind === 'optional-number' ? anyValueOf(field) : fc.oneof(fc.constant(field.default), anyValueOf(field)),
  ]);
  const required = Object.keys(fields).filter((name) => !optional.includes(name));
  return fc.record(Object.fromEntries(entries), { requiredKeys: required });
};

const runOf = (objective: Objective): fc.Arbitrary<Run> =>
  allValuesOf(objective.knobs).chain((own) =>
    allValuesOf(knobsOf(objective, own)).map((knobs) => ({ objective: objective.id, knobs: { ...knobs, ...own } })),
  );

const setting = (name: keyof typeof settingFields): fc.Arbitrary<FieldValue> => {
  const field: Field = settingFields[name];
  return fc.oneof(fc.constant(field.default as FieldValue), anyValueOf(field));
};

const fixedOrFresh = fc.oneof(
  fc.record({ pairs: fc.constant('fresh'), batch: setting('batch') }),
  fc.record({ pairs: setting('pairs'), batch: fc.oneof(fc.constant('all'), setting('batch')) }),
);

/** A support around the middle of the line, where every world has several responses that can be drawn. */
const support = fc.oneof(
  fc.constant(null),
  fc.record({ low: numberOf([-20, -5], false), high: numberOf([5, 20], false) }),
);

const world = fc
  .constantFrom(...worlds)
  .chain(({ id, fields }) =>
    allValuesOf(fields).map((params): Experiment['world'] => ({ id, params: { ...params, referenceWidth: 3 } })),
  );

/** Complete experiments, as `checkExperiment` returns them. */
export const arbitraryExperiment: fc.Arbitrary<Experiment> = world.chain((chosen) =>
  fc
    .record({
      policy: fc
        .constantFrom(...policiesFor(chosen.id))
        .chain(({ id, fields }) => allValuesOf(fields).map((params) => ({ id, params }))),
      beta: setting('beta'),
      seed: setting('seed'),
      size: fixedOrFresh,
      data: fc.record({
        candidates: setting('candidates'),
        from: setting('from'),
        support: chosen.params.range === 6 && chosen.params.bins === 121 ? support : fc.constant(null),
        labels: setting('labels'),
        flip: setting('flip'),
      }),
      training: fc.record({
        steps: setting('steps'),
        learningRate: setting('learningRate'),
        optimizer: setting('optimizer'),
      }),
      runs: fc.array(fc.constantFrom(...objectives).chain(runOf), { minLength: 1, maxLength: maxRuns }),
    })
    .map(
      ({ size, data, training, ...rest }) =>
        ({
          version: 1,
          world: chosen,
          ...rest,
          data: { ...data, pairs: size.pairs },
          training: { ...training, batch: size.batch },
        }) as Experiment,
    ),
);
