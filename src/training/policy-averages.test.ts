/** The mean of the policies of a training where answers compete: what it is, on either engine and from any step. */
import { memory } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { checkExperiment } from '../experiment/schema';
import { averageOf, exploitability } from '../math/game';
import { openBackend } from './backend';
import type { Checkpoint } from './checkpoint';
import { float64Backend } from './float64/backend';
import { currentTensors } from './tensors';
import { metricsOf } from './train';
import type { Backend } from './trainer';
import { worldOf } from './world-of';

const steps = 12;

const checked = checkExperiment({
  world: { id: 'cycle' },
  training: { steps, batch: 16, learningRate: 0.2, optimizer: 'gradient-descent' },
  runs: [
    { objective: 'ipo', knobs: { tau: 1 } },
    { objective: 'sppo', knobs: { eta: 2 }, draws: { params: { every: 5 } }, reference: { params: { every: 5 } } },
    { objective: 'expo', knobs: { of: 1, alpha: 0.5 } },
  ],
});
if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
const { experiment } = checked;
const { preference, logRef } = worldOf(experiment);
const runs = [0, 1] as const;

/** By run, the exploitability of the average that each engine says after each step. */
const measured = async ({ trainer }: Backend, checkpoint?: Checkpoint) => {
  const engine = trainer(experiment, { checkpoint });
  const said: number[][] = [];
  const policies: (readonly Float64Array[])[] = [];
  for (; ; engine.advance(1)) {
    const report = await engine.report();
    said.push(runs.map((run) => metricsOf(report, run).averageExploitability));
    policies.push(runs.map((run) => report.logPi.slice(run * logRef.length, (run + 1) * logRef.length)));
    expect(metricsOf(report, 2).averageExploitability).toBeNaN();
    if (engine.step === steps) break;
  }
  engine.dispose();
  return { said, policies };
};

const savedAt = async ({ trainer }: Backend, step: number): Promise<Checkpoint> => {
  const engine = trainer(experiment);
  engine.advance(step);
  const { checkpoint } = await engine.save();
  engine.dispose();
  return checkpoint;
};

beforeAll(() => openBackend('wasm', {}));

it.each([
  ['float64', async () => float64Backend],
  ['tensors', currentTensors],
] as const)('is that of the mean policy over all steps, the start among them, with %s', async (_, open) => {
  const before = memory().numTensors;
  const { said, policies } = await measured(await open());
  expect(said).toHaveLength(steps + 1);
  said.forEach((values, step) => {
    for (const run of runs) {
      const mean = averageOf(policies.slice(0, step + 1).map((each) => each[run] ?? logRef));
      expect(values[run]).toBeCloseTo(exploitability(preference ?? [], mean), 6);
    }
  });
  expect(memory().numTensors).toBe(before);
});

it('goes on from any step of either engine', async () => {
  const backends = [float64Backend, await currentTensors()];
  const whole = (await measured(float64Backend)).said.at(-1) ?? [];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: steps - 1 }), async (step) => {
      for (const from of backends) {
        const checkpoint = await savedAt(from, step);
        for (const to of backends) {
          const { said } = await measured(to, checkpoint);
          for (const run of runs) expect(said.at(-1)?.[run]).toBeCloseTo(whole[run] ?? Number.NaN, 4);
        }
      }
    }),
    { numRuns: 3 },
  );
});
