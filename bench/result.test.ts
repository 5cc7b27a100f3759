/** The goals beside PyTorch: reached, missed, and not checked; rows that are timed again. */
import { expect, test } from 'vitest';
import { controlName, float64Name, splitName } from './arms';
import { disturbed, timedUndisturbed } from './control';
import { type Arm, ArmFailed, ableOf, type Timing } from './interleave';
import { goals, type Result, type Row, verdictsOn } from './result';
import { named, quickWorkloads, type Workload, workloads } from './workloads';

const timing = (arm: string, runUpdatesPerSecond: number, median = 1): Timing => ({
  arm,
  runUpdatesPerSecond,
  median,
  quartiles: [1, 1],
  stepsPerBlock: 60,
  blocks: 9,
});

const torch = { python: 'python3', version: '2', config: '', blas: [], matmulGflops: {}, gpu: null };

const result = (rows: Result['rows'], found: Result['torch'] = torch): Result => ({
  machine: { processor: 'any', cores: 2, memory: 24, system: 'Linux 6', node: '20', gpu: null },
  clock: 'wall',
  backends: { available: ['wasm'], skipped: [] },
  torch: found,
  cuda: null,
  rows,
});

const workload = (name: string): Workload => {
  const found = named(workloads, name);
  if (found === undefined) throw new Error(`no workload ${name}`);
  return found;
};

const line = workload('table-k2-r64');
const sentence = workload('sentence-r8');

const lineRow = (own: number): Row => ({
  workload: line,
  timings: [
    timing(float64Name, own),
    timing('wasm', 1e9),
    timing('torch one at a time, 1 thr', 5000),
    timing('torch one at a time, 2 thr', 6000),
    timing('torch batched, 1 thr', 90_000),
  ],
});

const sentenceRow = (own: number, ownSplit: number): Row => ({
  workload: sentence,
  timings: [
    timing(float64Name, own),
    timing(splitName, ownSplit),
    timing('torch full, batched, 1 thr', 1500),
    timing('torch full, batched, 2 thr', 1600),
    timing('torch full, one at a time, 1 thr', 2000),
    timing('torch active, batched, 1 thr', 6000),
    timing('torch active, one at a time, 1 thr', 4000),
  ],
});

const reached = (rows: Result['rows'], chosen: readonly Workload[]): readonly boolean[] =>
  verdictsOn(result(rows), chosen).map(({ isReached }) => isReached);

test('each goal is measured against the best PyTorch of its yardstick, by what the page trains with', () => {
  expect(reached([lineRow(600_000)], [line])).toEqual([true]);
  expect(reached([lineRow(599_000)], [line])).toEqual([false]);
  expect(reached([sentenceRow(15_000, 20_000)], [sentence])).toEqual([true, true]);
  expect(reached([sentenceRow(20_000, 14_000)], [sentence])).toEqual([true, true]);
  expect(reached([sentenceRow(15_000, 14_000)], [sentence])).toEqual([true, false]);
  expect(reached([sentenceRow(14_000, 14_000)], [sentence])).toEqual([false, false]);
});

test('a goal that was not checked is not reached, and one for another workload is not asked for', () => {
  expect(verdictsOn(result([lineRow(600_000)]), [line, sentence])).toMatchObject([
    { isReached: true },
    { isReached: false, reason: expect.stringMatching(/was not timed/) },
    { isReached: false, reason: expect.stringMatching(/was not timed/) },
  ]);
  for (const { isReached, reason } of verdictsOn(result([lineRow(600_000)], null), [line])) {
    expect(isReached).toBe(false);
    expect(reason).toMatch(/not checked: no Python/);
  }
});

test('every goal is of a workload that is timed, and a quick benchmark checks some', () => {
  for (const goal of goals) expect(named(workloads, goal.workload), goal.workload).toBeDefined();
  expect(goals.filter((goal) => named(quickWorkloads, goal.workload) !== undefined).length).toBeGreaterThan(3);
});

const controlled = (median: number): Row => ({ workload: line, timings: [timing(controlName, 1, median)] });

test('rows are disturbed where the control arm is more than 1.3 times its own median', () => {
  expect(disturbed([1, 1.1, 0.9, 1.4, 1, 1.29].map(controlled))).toEqual([3]);
  expect(disturbed([controlled(1)])).toEqual([]);
});

test('a disturbed row is timed again, and the calmer of its timings is kept', async () => {
  const times = new Map([
    ['a', [1]],
    ['b', [2, 3, 1.1]],
    ['c', [1]],
    ['d', [5, 1.5, 1.4]],
  ]);
  const asked: string[] = [];
  const rows = await timedUndisturbed(
    ['a', 'b', 'c', 'd', 'a'],
    async (name, isAgain) => {
      asked.push(isAgain ? `${name} again` : name);
      const left = times.get(name) ?? [];
      return controlled((left.length > 1 ? left.shift() : left[0]) ?? 1);
    },
    2,
  );
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'a', 'b again', 'd again', 'b again', 'd again']);
  expect(rows.map(({ timings: [control] }) => control?.median)).toEqual([1, 1.1, 1, 1.4, 1]);
});

test('beside PyTorch on a GPU, WebGPU has a goal of its own', () => {
  const workloadOfGoal = workload('bump-k2-r256');
  const timings = [timing('webgpu', 100_000), timing(float64Name, 1e9), timing('torch CUDA batched, eager', 10_001)];
  const found = { ...result([{ workload: workloadOfGoal, timings }]), cuda: { ...torch, gpu: 'any' } };
  expect(verdictsOn(found, [workloadOfGoal]).map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/was not timed/),
    expect.stringMatching(/^missed.* CUDA eager; the goal is 10/),
  ]);
});

test('arms that fail are left out, with the reason', async () => {
  const arm = (name: string, fails: boolean): Arm => ({
    name,
    runs: 1,
    warmUp: 1,
    time: async () => {
      if (fails) throw new ArmFailed(`${name}: no graph`);
      return 1;
    },
    dispose: () => {},
  });
  const { able, failures } = await ableOf([arm('one', false), arm('other', true)]);
  expect(able.map(({ name }) => name)).toEqual(['one']);
  expect(failures).toEqual(['other: no graph']);
});
