/** Runs that imitate: what they end at is known exactly. */
import { describe, expect, it } from 'vitest';
import { supportedOptimum } from '../math/optidice';
import type { Run } from '../settings/experiment';
import { Float64Engine } from './float64/engine';
import { experimentOf } from './testing';
import { worldOf } from './world-of';

const table = { id: 'table', params: {} };

const logPiAfter = async (run: Run, steps: number, change?: (run: Run) => Run): Promise<Float64Array> => {
  const support = { low: -1, high: 1 };
  const of = (each: Run) =>
    experimentOf([each], { policy: table, data: { support }, training: { learningRate: 0.05 } });
  const engine = new Float64Engine(of(run));
  engine.advance(steps);
  if (change !== undefined) {
    expect(engine.update(of(change(run)))).toBe(true);
    engine.advance(steps);
  }
  const { logPi } = await engine.report();
  engine.dispose();
  return logPi;
};

/** OptiDICE's optimum on the middle of the line, where it draws its data. */
const bestOnData = (alpha: number): Float64Array => {
  const world = worldOf(experimentOf([]));
  const inside = world.logRef.map((logRef, i) => (Math.abs(-6 + 0.1 * i) <= 1 + 1e-9 ? Math.exp(logRef) : 0));
  const mass = inside.reduce((sum, share) => sum + share, 0);
  const data = inside.map((share) => share / mass);
  return supportedOptimum(data, world.reward, alpha, data.length);
};

const distance = (logPi: Float64Array, wanted: Float64Array): number =>
  wanted.reduce((sum, p, i) => sum + Math.abs(p - Math.exp(logPi[i] ?? 0)), 0) / 2;

describe('imitation', () => {
  it('of weighted data ends at the optimum on the data', async () => {
    const logPi = await logPiAfter({ objective: 'optidice', knobs: { alpha: 0.2 } }, 600);
    expect(distance(logPi, bestOnData(0.2))).toBeLessThan(0.01);
  });

  it('follows a knob that changes what is imitated', async () => {
    const run: Run = { objective: 'optidice', knobs: { alpha: 5 } };
    const logPi = await logPiAfter(run, 600, () => ({ ...run, knobs: { alpha: 0.2 } }));
    expect(distance(logPi, bestOnData(0.2))).toBeLessThan(0.02);
  });

  it('is all of AIHF at weight 1, and none of it at weight 0', async () => {
    const shown = { demonstrations: 2000, skill: 1, wrong: 0 };
    const [sft, all, none, dpo] = await Promise.all(
      [
        { objective: 'sft-demonstrations', knobs: shown },
        { objective: 'aihf', knobs: { beta: 1, weight: 1, ...shown } },
        { objective: 'aihf', knobs: { beta: 1, weight: 0, ...shown } },
        { objective: 'dpo', knobs: { beta: 1 } },
      ].map((run) => logPiAfter(run, 50)),
    );
    if (!sft || !all || !none || !dpo) throw new Error('four runs');
    expect(distance(all, sft.map(Math.exp))).toBeLessThan(1e-4);
    expect(distance(none, dpo.map(Math.exp))).toBeLessThan(1e-4);
    expect(distance(all, dpo.map(Math.exp))).toBeGreaterThan(0.05);
  });

  it('stops after its stage in the pipeline of two', async () => {
    const knobs = { beta: 1, stage: 50, demonstrations: 2000, skill: 1, wrong: 0 };
    const { demonstrations, skill, wrong } = knobs;
    const run: Run = { objective: 'sft-then-dpo', knobs };
    const sft: Run = { objective: 'sft-demonstrations', knobs: { demonstrations, skill, wrong } };
    const [first, after, imitated] = [await logPiAfter(run, 50), await logPiAfter(run, 100), await logPiAfter(sft, 50)];
    expect(distance(first, imitated.map(Math.exp))).toBeLessThan(1e-4);
    expect(distance(after, first.map(Math.exp))).toBeGreaterThan(0.02);
  });
});
