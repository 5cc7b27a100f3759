/** The promise beside PyTorch: kept, missed, and not checked. */
import { expect, test } from 'vitest';
import type { Timing } from './interleave';
import { type Result, verdictOn } from './result';
import { promised } from './workloads';

const timing = (arm: string, runUpdatesPerSecond: number): Timing => ({
  arm,
  runUpdatesPerSecond,
  median: 1,
  quartiles: [1, 1],
  stepsPerBlock: 60,
  blocks: 9,
});

const result = (wasm: number, torch: Result['torch']): Result => ({
  machine: { processor: 'any', cores: 2, node: '20' },
  backends: { available: ['wasm'], skipped: [] },
  torch,
  rows: [
    {
      workload: promised,
      timings: [
        timing('wasm', wasm),
        timing('torch one at a time, 1 thr', 5000),
        timing('torch one at a time, 2 thr', 6000),
      ],
    },
  ],
});

const torch = { python: 'python3', version: '2', config: '', blas: [], matmulGflops: {} };

test('the promise is measured against the best PyTorch', () => {
  expect(verdictOn(result(24_000, torch)).kept).toBe(true);
  expect(verdictOn(result(23_000, torch)).kept).toBe(false);
});

test('a promise that was not checked is not kept', () => {
  expect(verdictOn(result(24_000, null))).toMatchObject({ kept: false, reason: expect.stringMatching(/^not checked/) });
  expect(verdictOn({ ...result(24_000, torch), rows: [] }).reason).toMatch(/was not timed/);
});
