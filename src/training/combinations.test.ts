/** Every draws × judge × reference that trains: it repeats, is alone in its numbers, and can be taken up anywhere. */
import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { obstacleTo } from '../experiment/run-rules';
import { type IngredientName, ingredientNames, ingredients, withIngredient } from '../methods';
import { chosen, type Ingredient, type Ingredients } from '../methods/ingredient';
import type { DataSettings, Experiment, Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { worldById } from '../worlds';
import { openBackend } from './backend';
import type { Checkpoint } from './checkpoint';
import { float64Backend } from './float64/backend';
import { currentTensors } from './tensors';
import { dpo, exoRw, experimentOf, rlExact } from './testing';
import type { Backend, Trainer } from './trainer';

const steps = 7;
/** Rounds so short that there are two in these steps, and every stop but two lies within one. */
const round = 3;

const ppoTokens: Run = { objective: 'ppo-tokens', knobs: { beta: 1 } };
const inverseQ: Run = { objective: 'inverse-q', knobs: { beta: 1, weights: 'as π_ref writes them' } };

/** One objective of each kind; each looks at a reference and at a reward. */
const objectives: readonly Run[] = [
  dpo,
  { objective: 'tdpo', knobs: { beta: 1 } },
  exoRw,
  ppoTokens,
  inverseQ,
  rlExact,
];

const experimentWith = (runs: readonly Run[], pairs: DataSettings['pairs'] = 'fresh'): Experiment =>
  experimentOf(runs, {
    world: { id: 'triangle', params: { ...defaultsOf(worldById('triangle')?.fields ?? {}), prompts: 2 } },
    policy: { id: 'log-linear', params: {} },
    data: { pairs, candidates: 3 },
    training: { batch: 5, steps, learningRate: 0.05 },
  });

/** Adam makes a whole step of what only rounding leaves of a gradient, which backends round each in its own way. */
const withPlainSteps = (experiment: Experiment): Experiment => ({
  ...experiment,
  training: { ...experiment.training, optimizer: 'gradient-descent', learningRate: 0.5 },
});

const choiceOf = (ingredient: Ingredient) => chosen(ingredient, 'every' in ingredient.fields ? { every: round } : {});

/** The run with each choice of the ingredient that it can have. */
const withEach = (run: Run, name: IngredientName): readonly Run[] => {
  const offered: Ingredients = ingredients[name];
  return offered
    .filter(({ id }) => obstacleTo(run, name, id, experimentWith([run])) === undefined)
    .map((ingredient) => withIngredient(run, name, choiceOf(ingredient)));
};

const combinationsOf = (objective: Run): readonly Run[] =>
  ingredientNames.reduce<readonly Run[]>((runs, name) => runs.flatMap((run) => withEach(run, name)), [objective]);

/** Metrics and log π of each run at the end. */
const outcomes = async (engine: Trainer, runs: number) => {
  const { metrics, logPi, frozen } = await engine.report();
  expect(frozen.filter((run) => run !== null)).toEqual([]);
  const [width, size] = [metrics.length / runs, logPi.length / runs];
  return Array.from({ length: runs }, (_, run) => [
    ...metrics.subarray(run * width, (run + 1) * width),
    ...logPi.subarray(run * size, (run + 1) * size),
  ]);
};

const trained = async ({ trainer }: Backend, experiment: Experiment, checkpoint?: Checkpoint) => {
  const engine = trainer(experiment, { checkpoint });
  engine.advance(steps - engine.step);
  const outcome = await outcomes(engine, experiment.runs.length);
  engine.dispose();
  return outcome;
};

const stoppedAt = async ({ trainer }: Backend, experiment: Experiment, step: number): Promise<Checkpoint> => {
  const engine = trainer(experiment);
  engine.advance(step);
  const { checkpoint } = await engine.save();
  engine.dispose();
  return checkpoint;
};

/** Holds that the first runs of one outcome are those of the other. */
const areAlike = (one: readonly (readonly number[])[], other: readonly (readonly number[])[], runs: readonly Run[]) => {
  for (const [run, values] of one.entries()) {
    values.forEach((value, i) => {
      const same = expect(other[run]?.[i], `${JSON.stringify(runs[run])}, number ${i}`);
      if (Number.isNaN(value)) same.toBeNaN();
      else same.toBeCloseTo(value, 4);
    });
  }
};

const combinations = objectives.map((objective) => [objective.objective, combinationsOf(objective)] as const);

const stops = fc.tuple(fc.integer({ min: 1, max: steps - 1 }), fc.constantFrom('fresh' as const, 8));

beforeAll(() => openBackend('wasm', {}));

describe.each(combinations)('every combination with %s', (_, runs) => {
  it('gives the same numbers twice', async () => {
    const experiment = experimentWith(runs);
    expect(await trained(float64Backend, experiment)).toEqual(await trained(float64Backend, experiment));
  });

  it.each([
    ['float64', async () => float64Backend],
    ['tensors', currentTensors],
  ] as const)('gives the same numbers beside another run, and keeps no tensors, with %s', async (__, open) => {
    const backend = await open();
    const before = memory().numTensors;
    const alone = await trained(backend, experimentWith(runs));
    areAlike(alone, await trained(backend, experimentWith([...runs, dpo])), runs);
    expect(memory().numTensors).toBe(before);
  });

  it('goes on from any step as if never stopped', async () => {
    await fc.assert(
      fc.asyncProperty(stops, async ([step, pairs]) => {
        const experiment = experimentWith(runs, pairs);
        const checkpoint = await stoppedAt(float64Backend, experiment, step);
        const resumed = await trained(float64Backend, experiment, checkpoint);
        expect(resumed).toEqual(await trained(float64Backend, experiment));
      }),
      { numRuns: 4 },
    );
  });

  it.each([0, 1, 2])(
    'goes on with tensors too, and there with what the other engine saved, third %i',
    async (third) => {
      const part = runs.filter((_, i) => i % 3 === third);
      const backend = await currentTensors();
      await fc.assert(
        fc.asyncProperty(stops, async ([step, pairs]) => {
          const plain = withPlainSteps(experimentWith(part, pairs));
          const straight = await trained(backend, plain);
          for (const saver of [backend, float64Backend]) {
            areAlike(straight, await trained(backend, plain, await stoppedAt(saver, plain, step)), part);
          }
          const checkpoint = await stoppedAt(backend, plain, step);
          areAlike(straight, await trained(float64Backend, plain, checkpoint), part);
        }),
        { numRuns: 1 },
      );
    },
  );
});
