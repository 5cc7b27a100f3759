/** The promises beside PyTorch: kept, missed, and not checked. */
import { expect, test } from 'vitest';
import type { Timing } from './interleave';
import { promises, type Result, type Row, verdictsOn } from './result';
import { promisedLine, promisedSentence, quickWorkloads } from './workloads';

const timing = (arm: string, runUpdatesPerSecond: number): Timing => ({
  arm,
  runUpdatesPerSecond,
  median: 1,
  quartiles: [1, 1],
  stepsPerBlock: 60,
  blocks: 9,
});

const torch = { python: 'python3', version: '2', config: '', blas: [], matmulGflops: {} };

const result = (rows: Result['rows'], found: Result['torch'] = torch): Result => ({
  machine: { processor: 'any', cores: 2, node: '20' },
  backends: { available: ['wasm'], skipped: [] },
  torch: found,
  rows,
});

const line = (wasm: number): Row => ({
  workload: promisedLine,
  timings: [
    timing('wasm', wasm),
    timing('torch one at a time, 1 thr', 5000),
    timing('torch one at a time, 2 thr', 6000),
    timing('torch batched, 1 thr', 90_000),
  ],
});

const sentence = (wasm: number): Row => ({
  workload: promisedSentence,
  timings: [
    timing('wasm', wasm),
    timing('torch full, batched, 1 thr', 1500),
    timing('torch full, batched, 2 thr', 1600),
    timing('torch full, one at a time, 1 thr', 2000),
    timing('torch active, batched, 1 thr', 6000),
  ],
});

const kept = (rows: Result['rows']): readonly boolean[] => verdictsOn(result(rows)).map((verdict) => verdict.kept);

test('each promise is measured against the best PyTorch of its yardstick', () => {
  expect(kept([line(24_000), sentence(1000)])).toEqual([true, true]);
  expect(kept([line(23_000), sentence(1000)])).toEqual([false, true]);
  expect(kept([line(24_000), sentence(990)])).toEqual([true, false]);
});

test('a promise that was not checked is not kept', () => {
  expect(verdictsOn(result([line(24_000)]))).toMatchObject([
    { kept: true },
    { kept: false, reason: expect.stringMatching(/was not timed/) },
  ]);
  for (const { kept: isKept, reason } of verdictsOn(result([line(24_000), sentence(1000)], null))) {
    expect(isKept).toBe(false);
    expect(reason).toMatch(/not checked: no Python/);
  }
});

test('a quick benchmark times everything that is promised', () => {
  const timed = quickWorkloads.map(({ name }) => name);
  for (const { workload } of promises) expect(timed).toContain(workload.name);
});
