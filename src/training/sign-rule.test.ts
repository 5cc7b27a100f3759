// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { checkExperiment } from '../experiment/schema';
import { chosenVelocity } from '../math/displacement';
import { Stream } from '../math/stream';
import type { Run } from '../settings/experiment';
import { Float64Engine } from './float64/engine';
import { metricsOf } from './train';

const setUps = 1000;
/** Slower than this, what the first step adds to second order may be more than its slope. */
const slowest = 1e-3;

const objectives: readonly Run[] = [
  { objective: 'dpo', knobs: { beta: 1 } },
  { objective: 'ipo', knobs: { tau: 0.25 } },
  { objective: 'exo-pref', knobs: { beta: 1, epsilon: 0.001 } },
  { objective: 'mpo', knobs: {} },
];

describe('the sign rule', () => {
  it('predicts which way the chosen answer moves at the first step', async () => {
    const stream = Stream.named(1, 'sign rule');
    const between = (low: number, high: number): number => low + (high - low) * stream.uniform();
    let [judged, right] = [0, 0];
    for (let i = 0; i < setUps; i++) {
      const features = Array.from({ length: 3 }, () => ({ x: between(-2, 2), y: between(-2, 2) }));
      const shares = Array.from({ length: 3 }, () => between(0.02, 1));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const chosen = stream.integer(3);
      const rejected = (chosen + 1 + stream.integer(2)) % 3;
      const checked = checkExperiment({
        world: {
          id: 'triangle',
          params: { features, reference: shares.map((p) => ({ p })), pairs: [{ prompt: 0, chosen, rejected }] },
        },
        training: { steps: 1, learningRate: 0.01 },
        runs: [objectives[i % objectives.length]],
      });
      if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
      const velocity = chosenVelocity(
        {
          features: Float64Array.from(features.flatMap(({ x, y }) => [x, y])),
          logPi: Float64Array.from(shares, (share) => Math.log(share / total)),
        },
        { chosen, rejected },
      );
      if (Math.abs(velocity) < slowest) continue;
      judged += 1;
      const engine = new Float64Engine(checked.experiment);
      await engine.report();
      engine.advance(1);
      const { chosenShift } = metricsOf(await engine.report(), 0);
      engine.dispose();
      if (Math.sign(chosenShift) === Math.sign(velocity)) right += 1;
    }
    expect(judged).toBeGreaterThan(0.95 * setUps);
    expect(right / judged).toBeGreaterThanOrEqual(0.99);
  }, 60_000);
});
