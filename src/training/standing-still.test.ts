/**
 * Two thousand runs of all objectives, learning rates and knobs at the ends of their ranges: none stands still in silence.
 * The expected gradient in float64 tells which runs have nowhere to go.
 */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { checkExperiment } from '../experiment/schema';
import { optimum } from '../math/optimum';
import { knobsOf, objectives } from '../objectives';
import { expectedGradient, type LossData } from '../objectives/expected-gradient';
import { onData } from '../objectives/testing';
import { policiesFor, policyById } from '../policies/families';
import type { Experiment, Run } from '../settings/experiment';
import type { Field, Fields, FieldValue, FieldValues } from '../settings/fields';
import { openBackend } from './backend';
import type { Checkpoint } from './checkpoint';
import { Engine } from './engine';
import { Float64Engine } from './float64/engine';
import { metricsOf } from './train';
import { worldOf } from './world-of';

const runsEach = 16;
const experiments = 125;
const steps = 4;

/** Formulas that a visitor might type, some of which have no value where training starts. */
const formulas = [
  '-h',
  'log(-abs(h)-1)',
  'exp(-9*h)',
  'exp(exp(-30*(h-1)))',
  'sqrt(h)',
  '1/h',
  'log(1-h)',
  'relu(h-1)',
];

const settingOf = (field: Field, formula: string): fc.Arbitrary<FieldValue | undefined> => {
  switch (field.kind) {
    case 'number':
      return fc.constantFrom(...field.range, field.default);
    case 'optional-number':
      return fc.constantFrom(undefined, undefined, ...field.range);
    case 'choice':
      return fc.constantFrom(...field.options);
    case 'toggle':
      return fc.boolean();
    case 'text':
      return fc.constant(formula);
    case 'list':
    case 'group':
      return fc.constant(undefined);
  }
};

const settingsOf = (fields: Fields, formula = ''): fc.Arbitrary<FieldValues> =>
  fc
    .record(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, settingOf(field, formula)])))
    .map((values) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
    );

/** Others have only answers of their own, as the runs further below. */
const haveData = objectives.filter(({ kind }) => kind !== 'tokens');

const run: fc.Arbitrary<Run> = fc
  .tuple(fc.constantFrom(...haveData), fc.constantFrom(...formulas))
  .chain(([objective, expression]) =>
    settingsOf(knobsOf(objective, { expression }), expression).map((knobs) => onData(objective, knobs)),
  );

const worlds: readonly FieldValues[] = [{ bins: 11, range: 1 }, { bins: 11 }, { bins: 31, range: 20 }];
const world = fc.oneof(
  fc.record({ id: fc.constantFrom('two-peaks', 'cliff'), params: fc.constantFrom(...worlds) }),
  fc.record({ id: fc.constant('triangle'), params: fc.constantFrom({}, { prompts: 2 }) }),
);

/** Between hills as narrow as can be no response feels θ: there a run may well stand still. */
const paramsOf = (policy: string): fc.Arbitrary<FieldValues> =>
  policy === 'rbf' ? fc.constant({}) : settingsOf(policyById(policy)?.fields ?? {});

const experiment: fc.Arbitrary<Experiment> = world
  .chain((chosen) =>
    fc.record({
      world: fc.constant(chosen),
      policy: fc
        .constantFrom(...policiesFor(chosen.id).map(({ id }) => id))
        .chain((id) => paramsOf(id).map((params) => ({ id, params }))),
      beta: fc.constantFrom(0.01, 1, 100),
      seed: fc.nat(1000),
      data: fc.record({
        pairs: fc.constantFrom(1, 3, 8),
        candidates: fc.constantFrom(2, 5),
        flip: fc.constantFrom(0, 0.5),
      }),
      training: fc.record({
        batch: fc.constant('all'),
        learningRate: fc.constantFrom(1e-5, 0.02, 1),
        optimizer: fc.constantFrom('adam', 'gradient-descent'),
      }),
      runs: fc.array(run, { minLength: runsEach, maxLength: runsEach }),
    }),
  )
  .map((raw) => {
    const checked = checkExperiment(raw);
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    return checked.experiment;
  });

const areFinite = (numbers: Iterable<number>): boolean => [...numbers].every(Number.isFinite);

type Learned = Checkpoint['runs'][number];

const hasMoved = (before: Learned | undefined, after: Learned | undefined): boolean =>
  after?.theta.some((value, i) => value !== before?.theta[i]) ?? false;

/** Where runs come to in float64 by one step from here. */
const stepInFloat64 = async (given: Experiment, checkpoint: Checkpoint): Promise<Checkpoint> => {
  const engine = new Float64Engine(given, { checkpoint });
  engine.advance(1);
  const saved = await engine.save();
  engine.dispose();
  return saved.checkpoint;
};

/** Whether a step of float64 is one, but so short that each parameter rounds back to what it was in 32 bits. */
const isLostToRounding = (before: Learned | undefined, after: Learned | undefined): boolean =>
  hasMoved(before, after) && (after?.theta.every((value, i) => Math.fround(value) === before?.theta[i]) ?? false);

/** The largest entry of ∂L/∂logits in float64. */
const steepestAt = (logPi: Float64Array, of: Run, data: LossData): number => {
  const answer = expectedGradient(of, data);
  if ('reason' in answer) throw new Error(answer.reason);
  const slope = answer.gradient(logPi);
  const width = data.world.responses.length;
  return slope.reduce((most, value, i) => {
    const start = i - (i % width);
    const sum = slope.subarray(start, start + width).reduce((total, each) => total + each, 0);
    return Math.max(most, Math.abs(value - Math.exp(logPi[i] ?? 0) * sum));
  }, 0);
};

/** The smallest difference that 32 bits tell for certain, of log-probabilities and of parameters. */
const resolution = 1e-6;

/** At a kink, as many losses have one where training starts, rounding chooses the side: the flatter one counts. */
const slopeAt = (logPi: Float64Array, of: Run, data: LossData): number =>
  Math.min(
    ...[-1, 0, 1].map((side) =>
      steepestAt(
        logPi.map((value) => value + side * resolution),
        of,
        data,
      ),
    ),
  );

/** A step of plain descent below the resolution cannot be told from none in 32 bits; Adam's are as long as the learning rate. */
const smallestSlope = ({ optimizer, learningRate }: Experiment['training']): number =>
  optimizer === 'adam' ? resolution : resolution / learningRate;

/** What is wrong with a run that neither moved, nor has nowhere to go, nor says why it stands still. */
const silenceIn = async (given: Experiment): Promise<readonly string[]> => {
  const built = worldOf(given);
  const engine = new Engine(given);
  const { held } = await engine.start();
  const before = await engine.save();
  engine.advance(1);
  // A loss of straight pieces may be back after the steps that follow.
  const first = await engine.save();
  engine.advance(steps - 1);
  const after = await engine.save();
  engine.dispose();
  const data = { world: built, data: given.data, held, logStar: optimum(built, given.beta), seed: given.seed };
  const size = built.logRef.length;
  const isStill = (row: number): boolean =>
    (after.frozen[row] ?? null) === null &&
    [first, after].every(({ checkpoint }) => !hasMoved(before.checkpoint.runs[row], checkpoint.runs[row]));
  // The few of which float64 has to tell why.
  const still = [...given.runs.keys()].filter(isStill);
  const only = <T>(values: readonly T[]): readonly T[] => values.filter((_, row) => still.includes(row));
  const exact =
    still.length === 0
      ? []
      : (
          await stepInFloat64(
            { ...given, runs: only(given.runs) },
            { ...before.checkpoint, runs: only(before.checkpoint.runs) },
          )
        ).runs;
  return given.runs.flatMap((each, row) => {
    const problem = (text: string) => [`${JSON.stringify(each)}: ${text}`];
    const { theta = new Float32Array(), moments = [] } = after.checkpoint.runs[row] ?? {};
    if (![theta, ...moments].every(areFinite)) return problem('its checkpoint cannot be loaded');
    const reason = after.frozen[row]?.reason;
    if (reason !== undefined) return /stands still at step \d+, /.test(reason) ? [] : problem(reason);
    const { loss, kl } = metricsOf(after, row);
    if (!areFinite([loss, kl])) return problem(`its loss is ${loss}, its KL ${kl}`);
    const place = still.indexOf(row);
    if (place < 0 || isLostToRounding(before.checkpoint.runs[row], exact[place])) return [];
    const slope = slopeAt(before.logPi.subarray(row * size, (row + 1) * size), each, data);
    return slope <= smallestSlope(given.training) ? [] : problem(`stands still on a slope of ${slope}`);
  });
};

beforeAll(() => openBackend('wasm', {}));

it(`lets none of ${experiments * runsEach} runs stand still in silence`, async () => {
  const property = fc.asyncProperty(experiment, async (given) => {
    expect(await silenceIn(given)).toEqual([]);
  });
  await fc.assert(property, { seed: 8, numRuns: experiments });
}, 600_000);

const areOnPolicy = objectives.filter(({ draws }) => draws !== undefined);

/** Over answers of their own, as they are usually trained; the runs above have the data's, of which a gradient is expected. */
const onPolicy: fc.Arbitrary<Run> = fc
  .constantFrom(...areOnPolicy)
  .chain((objective) => settingsOf(knobsOf(objective, {})).map((knobs) => ({ objective: objective.id, knobs })));

/** So many that answers drawn alike by chance at each of them are out of the question. */
const manySteps = 60;

/** Whether all but a thousandth of the probability is on one answer to each prompt: then answers drawn are alike, and none is better. */
const hasOneAnswer = (logPi: Float64Array, width: number): boolean =>
  Array.from({ length: logPi.length / width }, (_, prompt) =>
    Math.max(...logPi.subarray(prompt * width, (prompt + 1) * width)),
  ).every((most) => most > Math.log(0.999));

const silenceOnPolicy = async (given: Experiment): Promise<readonly string[]> => {
  const engine = new Float64Engine(given);
  const before = await engine.save();
  engine.advance(manySteps);
  const after = await engine.save();
  engine.dispose();
  const { logRef, responses } = worldOf(given);
  const size = logRef.length;
  return given.runs.flatMap((each, row) => {
    const problem = (text: string) => [`${JSON.stringify(each)}: ${text}`];
    const reason = after.frozen[row]?.reason;
    if (reason !== undefined) return /stands still at step \d+, /.test(reason) ? [] : problem(reason);
    if (hasMoved(before.checkpoint.runs[row], after.checkpoint.runs[row])) return [];
    const logPi = before.logPi.subarray(row * size, (row + 1) * size);
    return hasOneAnswer(logPi, responses.length) ? [] : problem('stands still though answers differ');
  });
};

it('lets none of 960 runs over answers of their own stand still in silence', async () => {
  const runs = fc.array(onPolicy, { minLength: runsEach, maxLength: runsEach });
  const property = fc.asyncProperty(experiment, runs, async (given, own) => {
    expect(await silenceOnPolicy({ ...given, runs: own })).toEqual([]);
  });
  await fc.assert(property, { seed: 8, numRuns: 960 / runsEach });
}, 600_000);
