/** Runs that take their steps in one call come to the bits of those that take them one after another. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { numericKnobs, objectiveById } from '../../objectives';
import type { Experiment, Run } from '../../settings/experiment';
import { defaultsOf } from '../../settings/fields';
import { worldById } from '../../worlds';
import type { SavedReport } from '../report';
import { dpo, exoRw, experimentOf } from '../testing';
import { everyRun } from '../twins';
import { Float64Engine } from './engine';
import { RunsTogether } from './runs-together';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The run with its numbers, twice with others, and once with those of the one before. */
const varied = (run: Run): readonly Run[] => {
  const objective = objectiveById(run.objective);
  const numbers = objective === undefined ? [] : numericKnobs(objective, run.knobs);
  return [1, 1.25, 1.25, 0.75].map((by) => ({
    ...run,
    knobs: { ...run.knobs, ...Object.fromEntries(numbers.map(({ name, value }) => [name, value * by])) },
  }));
};

/** Through experiments that differ in knobs alone; what is reported has losses, the steps on the way have none. */
const train = async (experiments: readonly Experiment[]): Promise<readonly SavedReport[]> => {
  const [first, ...others] = experiments;
  if (first === undefined) return [];
  const engine = new Float64Engine(first);
  const saved: SavedReport[] = [];
  const advance = async (...counts: readonly number[]): Promise<void> => {
    for (const count of counts) engine.advance(count);
    saved.push(await engine.save());
  };
  await advance(4, 1, 2);
  for (const other of others) {
    expect(engine.update(other)).toBe(true);
    await advance(1);
    await advance(3, 3);
  }
  return saved;
};

/** Expects the same bits, and says whether all steps were taken in one call. */
const areTogether = async (...experiments: readonly Experiment[]): Promise<boolean> => {
  const step = vi.spyOn(RunsTogether.prototype, 'step').mockClear();
  const found = await train(experiments);
  const taken = step.mock.results.map(({ value }) => value === true);
  vi.spyOn(RunsTogether, 'of').mockReturnValue(null);
  expect(found).toEqual(await train(experiments));
  vi.restoreAllMocks();
  return taken.length > 0 && taken.every(Boolean);
};

const triangle = { id: 'triangle', params: { ...defaultsOf(worldById('triangle')?.fields ?? {}), prompts: 2 } };
const table = { id: 'table', params: {} };
const onTriangles = {
  world: triangle,
  policy: table,
  data: { pairs: 14, candidates: 3 },
  training: { batch: 7, learningRate: 0.1 },
};

/** Those that sort, take the power of a knob, watch their loss, read every response, or have a reference or state of their own. */
const notCompiled = [
  'aot',
  'd2po',
  'custom',
  'aihf',
  'rl-exact',
  'primal-dual',
  'inverse-q',
  'optidice',
  'forward-kl-exact',
  'sft-demonstrations',
  'sft-then-dpo',
  'ppo-tokens',
];

it.each([...new Set(everyRun.map(({ objective }) => objective))])('%s', async (objective) => {
  const runs = everyRun.filter((run) => run.objective === objective);
  const joined: boolean[] = [];
  for (const run of runs) joined.push(await areTogether(experimentOf(varied(run), onTriangles)));
  expect(joined.includes(true)).toBe(!notCompiled.includes(objective));
});

/** Batches that are looked up in compiled code. */
const data = { pairs: 'fresh', candidates: 2 } as const;
const bump = { id: 'bump', params: { start: 0.3, width: 0.8 } };

describe.each([
  [bump, true],
  [{ id: 'bump-width', params: { start: 0.3, width: 0.8 } }, true],
  [table, true],
  [{ id: 'rbf', params: { centres: 13, width: 1 } }, false],
] as const)('on a line, with %o', (policy, isCompiled) => {
  it.each([dpo, exoRw])('$objective', async (run) => {
    expect(await areTogether(experimentOf(varied(run), { policy, data, training: { batch: 128 } }))).toBe(isCompiled);
  });
});

describe('what may happen on the way', () => {
  const usual = { data, training: { batch: 128, learningRate: 0.1 } } as const;
  const runs = [...varied(dpo), ...varied(exoRw)];

  it('knobs, β and the learning rate are moved', async () => {
    const ofDpo = varied(dpo);
    const moved = experimentOf([...ofDpo.toReversed(), ...varied(exoRw)], { ...usual, beta: 2 });
    const faster = { ...moved, training: { ...moved.training, learningRate: 0.2, epsilon: 1e-3 } };
    expect(await areTogether(experimentOf(runs, usual), moved, faster)).toBe(true);
  });

  it('runs come to stand still, at the step at which they would', async () => {
    const training = { batch: 128, learningRate: 3e29 };
    const experiment = experimentOf(runs, { ...usual, training });
    expect(await areTogether(experiment, experiment)).toBe(true);
    const { frozen = [] } = (await train([experiment, experiment])).at(-1) ?? {};
    expect(frozen.map((found) => found?.step)).toEqual([undefined, undefined, undefined, undefined, 8, 4, 4, 3]);
  });

  it('the optimiser starts afresh', async () => {
    const training = { ...usual.training, restartEvery: 3 };
    expect(await areTogether(experimentOf(runs, { ...usual, training }))).toBe(true);
  });

  it('without Adam they go one after another', async () => {
    const training = { ...usual.training, optimizer: 'gradient-descent' } as const;
    expect(await areTogether(experimentOf(runs, { ...usual, training }))).toBe(false);
  });
});
