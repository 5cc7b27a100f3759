/** One step of the engine against the gradient in float64, for every objective: of pairs, tokens, groups and all responses. */
import { beforeAll, describe, expect, it } from 'vitest';
import { logNormalise } from '../math/distribution';
import { optimum } from '../math/optimum';
import { expectedGradient } from '../objectives/expected-gradient';
import { objectiveById } from '../objectives/index';
import type { Experiment, Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { triangle } from '../worlds/triangle';
import { openBackend } from './backend';
import { Engine } from './engine';
import { experimentOf } from './testing';
import { everyRun, moved } from './twins';

const answers = 3;
const learningRate = 0.1;
const params = { ...defaultsOf(triangle.fields), prompts: 2 };
const world = triangle.build(params);

/** A table over two prompts, one step of plain descent on twelve groups of three. */
const oneStep = (runs: readonly Run[]): Experiment =>
  experimentOf(runs, {
    world: { id: 'triangle', params },
    policy: { id: 'table', params: {} },
    data: { pairs: 12, candidates: 3 },
    training: { batch: 'all', learningRate, optimizer: 'gradient-descent' },
  });

/** Those that learn nothing beside the policy. */
const ofPolicies = everyRun.filter(({ objective }) => objectiveById(objective)?.kind !== 'prefixes');

/** ∂L/∂logits [N] from ∂L/∂log π [N]. */
const towardsLogits = (logPi: Float64Array, slope: Float64Array): Float64Array =>
  slope.map((value, i) => {
    const start = i - (i % answers);
    const sum = slope.subarray(start, start + answers).reduce((total, each) => total + each, 0);
    return value - Math.exp(logPi[i] ?? 0) * sum;
  });

describe('a step of the engine', () => {
  beforeAll(() => openBackend('wasm', {}));

  it.each(ofPolicies)('goes down the gradient of $objective $knobs', async (run) => {
    const experiment = oneStep([run]);
    const beginning = new Engine(experiment);
    const { held } = await beginning.start();
    const { checkpoint } = await beginning.save();
    beginning.dispose();
    const start = { ...checkpoint, runs: checkpoint.runs.map(moved) };
    const engine = new Engine(experiment, { checkpoint: start });
    engine.advance(1);
    const [after] = (await engine.save()).checkpoint.runs;
    engine.dispose();

    const before = Float64Array.from(start.runs[0]?.theta ?? []);
    // After the logits of the table stand values, where the loss learns any.
    const size = world.logRef.length;
    const logPi = logNormalise(before.subarray(0, size), answers);
    const answer = expectedGradient(run, {
      world,
      data: experiment.data,
      held,
      logStar: optimum(world, experiment.beta),
      seed: experiment.seed,
    });
    if ('reason' in answer) throw new Error(answer.reason);
    const slopes = answer.gradient(Float64Array.from([...logPi, ...before.subarray(size)]));
    const wanted = [...towardsLogits(logPi, slopes.subarray(0, size)), ...slopes.subarray(size)];
    expect(wanted.some((slope) => Math.abs(slope) > 1e-4)).toBe(true);
    wanted.forEach((slope, i) => {
      const taken = ((before[i] ?? 0) - (after?.theta[i] ?? Number.NaN)) / learningRate;
      expect(Math.abs(taken - slope), `θ[${i}]: ${taken}, not ${slope}`).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
    });
  });
});
