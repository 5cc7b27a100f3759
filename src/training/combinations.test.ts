/** Every draws × judge × reference trains, or says why not: it repeats, is alone in its numbers, and can be taken up anywhere. */
import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { obstacleTo } from '../experiment/run-rules';
import { checkExperiment } from '../experiment/schema';
import {
  type IngredientName,
  ingredientNames,
  ingredientOf,
  ingredients,
  methodById,
  runOf,
  withIngredient,
} from '../methods';
import { chosen, type Ingredient, type Ingredients } from '../methods/ingredient';
import { objectiveById } from '../objectives';
import type { Experiment, Run } from '../settings/experiment';
import { allPairs } from './all-pairs';
import { openBackend } from './backend';
import type { Checkpoint } from './checkpoint';
import { float64Backend } from './float64/backend';
import { Preparations } from './preparations';
import { currentTensors } from './tensors';
import { dpo, exoRw, rlExact } from './testing';
import type { Backend, Trainer } from './trainer';

const steps = 4;
/** Rounds so short that there are two in these steps, and two of three stops lie within one. */
const round = 2;
/** Adam makes a whole step of what only rounding leaves of a gradient, which backends round each in its own way. */
const rates = { adam: 0.05, 'gradient-descent': 0.1 } as const;

type Pairs = 8 | 'fresh';
type Optimizer = keyof typeof rates;
interface Options {
  readonly pairs?: Pairs;
  readonly optimizer?: Optimizer;
  readonly checkpoint?: Checkpoint;
}

/** Two references, a promise, and answers of several tokens: every ingredient goes with such a world. */
const checked = (runs: readonly Run[], pairs: Pairs, optimizer: Optimizer = 'adam') =>
  checkExperiment({
    world: {
      id: 'sentences',
      params: { words: 4, maxLength: 2, safety: { bound: -0.5 }, sft: { samples: 30, steps: 10, learningRate: 0.02 } },
    },
    policy: { id: 'log-linear' },
    data: { pairs, candidates: 3 },
    training: { batch: 5, steps, optimizer, learningRate: rates[optimizer] },
    rewardModel: { hidden: 4, steps: 10 },
    runs,
  });

const experimentOf = (pairs: Pairs, optimizer?: Optimizer): Experiment => {
  const result = checked([dpo], pairs, optimizer);
  if ('problems' in result) throw new Error('DPO goes with all of these settings');
  return result.experiment;
};

const settings = { 8: experimentOf(8), fresh: experimentOf('fresh') } as const;

const usual = (id: string): Run => {
  const method = methodById(id);
  if (method === undefined) throw new Error(`no method ${id}`);
  return runOf(method);
};

/** Of each kind of objective one, and more of those that read different things of it. */
const objectives: readonly Run[] = [
  dpo,
  { objective: 'ipo', knobs: { tau: 1, lengthAveraged: false } },
  usual('tdpo'),
  exoRw,
  usual('ppo-tokens'),
  usual('p3o'),
  usual('xpo'),
  usual('nash-md'),
  { objective: 'inverse-q', knobs: { beta: 1, weights: 'as π_ref writes them' } },
  rlExact,
];

const choiceOf = (ingredient: Ingredient) => chosen(ingredient, 'every' in ingredient.fields ? { every: round } : {});

const withEach = (run: Run, name: IngredientName): readonly Run[] => {
  const offered: Ingredients = ingredients[name];
  return offered.map((ingredient) => withIngredient(run, name, choiceOf(ingredient)));
};

const everyWay = (objective: Run): readonly Run[] =>
  ingredientNames.reduce<readonly Run[]>((runs, name) => runs.flatMap((run) => withEach(run, name)), [objective]);

/** What is said against the ingredients of a run, to follow “as”. */
const reasonsAgainst = (run: Run, pairs: Pairs): readonly string[] =>
  ingredientNames.flatMap((name) => {
    const { id } = ingredientOf(run, name);
    return obstacleTo(run, name, id, settings[pairs]) ?? [];
  });

const idsOf = (run: Run): readonly string[] => ingredientNames.map((name) => ingredientOf(run, name).id);

const cases = objectives.map((objective) => {
  const ways = everyWay(objective);
  const runs = ways.filter((run) => reasonsAgainst(run, 8).length === 0);
  const others = ways.filter((run) => !runs.includes(run));
  return { name: objective.objective, runs, others, few: allPairs(runs, idsOf) };
});

/** With the first objective of each kind. */
const oneOfEachKind = cases.filter(
  ({ name }, i) => cases.findIndex((other) => objectiveById(other.name)?.kind === objectiveById(name)?.kind) === i,
);

const preparations = new Preparations();

/** An engine with these runs, of which there are more than the page has; at step 0 or where the checkpoint stands. */
const engineOf = async (
  backend: Backend,
  runs: readonly Run[],
  { pairs = 8, optimizer = 'adam', checkpoint }: Options = {},
): Promise<Trainer> => {
  const experiment = { ...experimentOf(pairs, optimizer), runs };
  const groundwork = await preparations.prepare(experiment);
  if (groundwork === 'cancelled') throw new Error('nobody cancelled');
  return backend.trainer(experiment, { groundwork, checkpoint });
};

/** Metrics and log π of each run at the end, which are numbers where they can be. */
const trained = async (backend: Backend, runs: readonly Run[], options?: Options) => {
  const engine = await engineOf(backend, runs, options);
  engine.advance(steps - engine.step);
  const { metrics, logPi, frozen } = await engine.report();
  engine.dispose();
  expect(frozen.filter((run) => run !== null)).toEqual([]);
  expect(logPi.every(Number.isFinite)).toBe(true);
  const [width, size] = [metrics.length / runs.length, logPi.length / runs.length];
  return runs.map((_, run) => [
    ...metrics.subarray(run * width, (run + 1) * width),
    ...logPi.subarray(run * size, (run + 1) * size),
  ]);
};

const stoppedAt = async (backend: Backend, runs: readonly Run[], step: number, options?: Options) => {
  const engine = await engineOf(backend, runs, options);
  engine.advance(step);
  const { checkpoint } = await engine.save();
  engine.dispose();
  return checkpoint;
};

/** Holds that the first runs of one outcome are those of the other. */
const areAlike = (one: readonly (readonly number[])[], other: readonly (readonly number[])[], runs: readonly Run[]) => {
  const apart = one.flatMap((values, run) =>
    values.flatMap((value, i) => {
      const found = other[run]?.[i] ?? Number.NaN;
      const isAlike = Object.is(value, found) || Math.abs(value - found) < 5e-5;
      return isAlike ? [] : [`${JSON.stringify(runs[run])}, number ${i}: ${value} and ${found}`];
    }),
  );
  expect(apart).toEqual([]);
};

const stops = fc.integer({ min: 1, max: steps - 1 });

beforeAll(() => openBackend('wasm', {}));

it('leaves no value of an ingredient out', () => {
  const trains = new Set(cases.flatMap(({ runs }) => runs.flatMap(idsOf)));
  const offered = Object.values(ingredients).flatMap((values: Ingredients) => values.map(({ id }) => id));
  expect([...trains].toSorted()).toEqual(offered.toSorted());
});

it('trains every two values that go together among the few too', () => {
  for (const { runs, few } of cases) {
    for (const [one, other] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const both = (run: Run): string => `${idsOf(run)[one]} and ${idsOf(run)[other]}`;
      expect(new Set(few.map(both))).toEqual(new Set(runs.map(both)));
    }
    expect(few.length).toBeLessThanOrEqual(runs.length);
  }
});

describe.each(cases)('with $name', ({ runs, others, few }) => {
  it('every combination trains, or says why not', async () => {
    expect(await trained(float64Backend, runs)).toHaveLength(runs.length);
    for (const run of others) expect(reasonsAgainst(run, 8).join()).toMatch(/^[a-z].*[^.]$/);
    fc.assert(
      fc.property(fc.constantFrom(...others), (run) => {
        const result = checked([run], 8);
        const said = 'problems' in result ? result.problems.map(({ message }) => message).join() : '';
        expect(reasonsAgainst(run, 8).some((reason) => said.includes(`, as ${reason}, not "`))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('every two values give the same numbers again, and beside another run', async () => {
    expect((await trained(float64Backend, [...few, dpo])).slice(0, -1)).toEqual(await trained(float64Backend, few));
  });

  it('every two values go on from any step as if never stopped', async () => {
    const fitting = few.filter((run) => reasonsAgainst(run, 'fresh').length === 0);
    const options = { pairs: 'fresh' } as const;
    const straight = await trained(float64Backend, fitting, options);
    await fc.assert(
      fc.asyncProperty(stops, async (step) => {
        const checkpoint = await stoppedAt(float64Backend, fitting, step, options);
        expect(await trained(float64Backend, fitting, { ...options, checkpoint })).toEqual(straight);
      }),
      { numRuns: 1 },
    );
  });
});

it.each(oneOfEachKind)(
  'every two values with $name and tensors, which are not kept, go on from any step, and where the other engine stopped',
  async ({ few }) => {
    const tensors = await currentTensors();
    const before = memory().numTensors;
    const options = { optimizer: 'gradient-descent' } as const;
    const straight = await trained(tensors, few, options);
    await fc.assert(
      fc.asyncProperty(stops, async (step) => {
        const checkpoint = await stoppedAt(tensors, few, step, options);
        for (const backend of [tensors, float64Backend]) {
          areAlike(straight, await trained(backend, few, { ...options, checkpoint }), few);
        }
        const runs = [...few, dpo];
        const others = await stoppedAt(float64Backend, runs, step, options);
        areAlike(straight, await trained(tensors, runs, { ...options, checkpoint: others }), runs);
      }),
      { numRuns: 1 },
    );
    expect(memory().numTensors).toBe(before);
  },
);
