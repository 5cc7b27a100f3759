/** Seeded random experiments over all worlds, policies, methods and faults of the data, small enough to train many. For tests. */
import * as fc from 'fast-check';
import { presets } from '../experiment/presets';
import { repairExperiment } from '../experiment/repair';
import { arbitraryExperiment } from '../experiment/testing';
import { allMethods } from '../methods';
import type { Experiment } from '../settings/experiment';
import type { Fields, FieldValues } from '../settings/fields';
import { worlds } from '../worlds';

/** Enough to move, few enough to train by the hundred. */
const most = { steps: 120, batch: 32, pairs: 48, candidates: 4, runs: 4, hidden: 12, maxLength: 3, bins: 61 };

const atMost = (value: number, limit: number): number => Math.min(value, limit);

/** Parameters that decide how much a world or a policy computes, at most as large as here. */
const smaller = (params: FieldValues): FieldValues =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      const limit = name === 'hidden' || name === 'maxLength' || name === 'bins' ? most[name] : undefined;
      if (name === 'sft') return [name, { samples: 100, steps: 25, learningRate: 0.03 }];
      if (name === 'base') return [name, { corpus: 0.3, steps: 25, learningRate: 0.03 }];
      return [name, typeof value === 'number' && limit !== undefined ? atMost(value, limit) : value];
    }),
  );

const small = (experiment: Experiment): Experiment => {
  const { world, policy, data, training, runs } = experiment;
  return repairExperiment({
    ...experiment,
    world: { ...world, params: smaller(world.params) },
    policy: { ...policy, params: smaller(policy.params) },
    data: {
      ...data,
      pairs: typeof data.pairs === 'number' ? atMost(data.pairs, most.pairs) : data.pairs,
      candidates: atMost(data.candidates, most.candidates),
    },
    training: {
      ...training,
      steps: atMost(training.steps, most.steps),
      batch: typeof training.batch === 'number' ? atMost(training.batch, most.batch) : training.batch,
    },
    runs: runs.slice(0, most.runs),
  }).experiment;
};

/** A lesson with some of its settings changed, at a higher learning rate, as there are fewer steps. */
const changedLesson: fc.Arbitrary<Experiment> = fc
  .record({
    lesson: fc.constantFrom(...presets),
    seed: fc.integer({ min: 1, max: 1000 }),
    beta: fc.constantFrom(0.3, 1, 1, 3),
    flip: fc.constantFrom(0, 0, 0.2),
    nearDuplicates: fc.constantFrom(0, 0, 0.5),
    labels: fc.constantFrom('bradley-terry', 'deterministic'),
    faster: fc.constantFrom(2, 5),
    first: fc.nat(3),
  })
  .map(({ lesson: { experiment }, seed, beta, flip, nearDuplicates, labels, faster, first }) => ({
    ...experiment,
    seed,
    beta,
    data: { ...experiment.data, flip, nearDuplicates, labels } as Experiment['data'],
    training: { ...experiment.training, learningRate: atMost(faster * experiment.training.learningRate, 0.5) },
    runs: [...experiment.runs.slice(first), ...experiment.runs.slice(0, first)],
  }));

/** Everything of a world on that is off until it is asked for: what a method may need. */
const switchedOn = (fields: Fields): FieldValues =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => (field.kind === 'group' ? [[name, field.default]] : [])),
  );

/** Each world in turn, with the next few of all methods as they usually are; what cannot go together is left out. */
const nextMethods = (turn: number): Experiment => {
  const { id, fields } = worlds[turn % worlds.length] ?? worlds[0];
  const runs = Array.from({ length: most.runs }, (_, i) => allMethods[(turn * most.runs + i) % allMethods.length]);
  return repairExperiment({
    world: { id, params: switchedOn(fields) },
    seed: turn + 1,
    runs: runs.map((method) => ({ objective: method?.id })),
  }).experiment;
};

/** The first so many, the same every time. */
export const randomExperiments = (count: number): readonly Experiment[] =>
  fc
    .sample(fc.oneof(arbitraryExperiment, changedLesson), { numRuns: count, seed: 10 })
    .map((experiment, i) => small(i % 3 === 2 ? nextMethods((i - 2) / 3) : experiment));
