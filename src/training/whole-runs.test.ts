/** The engines against each other over whole runs: tensors against SIMD in float64. */
import { beforeAll, describe, expect, it } from 'vitest';
import { obstacleTo } from '../experiment/run-rules';
import { Stream } from '../math/stream';
import { metricNames } from '../metrics';
import type { Choice, Experiment, Run } from '../settings/experiment';
import { caseCount, movedBy, type Setting, save, settings } from './agreement';
import { openBackend } from './backend';
import type { Checkpoint } from './checkpoint';
import { Engine } from './engine';
import { Float64Engine } from './float64/engine';
import type { SavedReport } from './report';
import { dpo, exoRw, experimentOf } from './testing';

beforeAll(() => openBackend('wasm', {}));

describe('a whole run', () => {
  const own = (every = 1, epochs = 1): Choice => ({ id: 'policy', params: { every, epochs } });
  const moving = (every: number): Choice => ({ id: 'moving', params: { every } });
  const ends: Choice = { id: 'best-worst', params: { every: 8, epochs: 1, candidates: 4, share: 0.5 } };

  /** Each ingredient that a run can have of its own, and each kind of objective. */
  const everyKind: readonly Run[] = [
    dpo,
    exoRw,
    { objective: 'exo-pref', knobs: { anchor: 0.1 } },
    { objective: 'tdpo', knobs: {} },
    { objective: 'rl-exact', knobs: {} },
    { objective: 'forward-kl-exact', knobs: {} },
    { objective: 'aot', knobs: {} },
    { objective: 'alpha-dpo', knobs: { average: 'running' } },
    { objective: 'bco-pair', knobs: { shift: 'running mean' } },
    { objective: 'custom', knobs: { expression: '-logsigmoid(h) - 0.1 * a' } },
    { ...dpo, draws: own() },
    { ...dpo, draws: own(8), reference: moving(8) },
    { ...dpo, reference: { id: 'average', params: { every: 1, rate: 0.05 } } },
    { ...dpo, reference: { id: 'momentum', params: { every: 4, momentum: 0.3 } } },
    { ...dpo, draws: { id: 'rejection', params: { beta: 0.5 } } },
    { ...dpo, draws: ends, judge: { id: 'true', params: {} } },
    { ...dpo, draws: ends, judge: { id: 'implicit', params: { balanced: false, price: 0.3 } }, reference: moving(8) },
    { objective: 'd2po', knobs: {}, draws: ends },
    { objective: 'sppo-soft', knobs: { eta: 2 }, draws: own(6), judge: { id: 'matrix', params: {} } },
    { ...dpo, judge: { id: 'true', params: {} } },
    { ...exoRw, draws: own() },
    { objective: 'd2po', knobs: {}, draws: own(7) },
    { objective: 'tdpo', knobs: {}, reference: moving(5) },
    { objective: 'rl-exact', knobs: {}, reference: moving(10) },
    { objective: 'reinforce', knobs: {}, draws: own() },
    { objective: 'ppo', knobs: {}, draws: own(1, 4) },
    { objective: 'grpo', knobs: {}, draws: own(2, 3) },
    { objective: 'p3o', knobs: {}, draws: own() },
    { objective: 'xpo', knobs: {}, draws: own() },
    { objective: 'nash-md', knobs: {}, draws: { id: 'mixture', params: { every: 1, epochs: 1, coefficient: 0.3 } } },
    { objective: 'ppo-tokens', knobs: {} },
    { objective: 'inverse-q', knobs: {} },
    { objective: 'expo', knobs: { of: 1, alpha: 0.5 } },
  ];
  const steps = 200;

  const fits = (run: Run, setting: Setting): boolean =>
    (['draws', 'judge', 'reference'] as const).every((name) => {
      const id = run[name]?.id;
      return id === undefined || obstacleTo(run, name, id, experimentOf([run], setting)) === undefined;
    });

  type Metrics = Pick<SavedReport, 'metrics'>;

  const of = (run: number, { metrics }: SavedReport): Metrics => ({
    metrics: metrics.subarray(run * metricNames.length, (run + 1) * metricNames.length),
  });

  const least = 2 ** -149;

  /** Metrics that are further apart than 1e-3 of their size, with whose they are. */
  const apart = (one: Metrics, other: Metrics, runs: readonly Run[]): readonly string[] =>
    metricNames.flatMap((name, m) =>
      runs.flatMap((run, i) => {
        const [value = 0, found = 0] = [one, other].map(({ metrics }) => metrics[i * metricNames.length + m]);
        // In float32 a gradient that is smaller than its least number has no direction.
        const isNear =
          Math.abs(value - found) <= 1e-3 * (1 + Math.abs(value)) || (Math.abs(value) < least && Number.isNaN(found));
        return Object.is(value, found) || isNear ? [] : [`${name} of ${JSON.stringify(run)}: ${value}, ${found}`];
      }),
    );

  /**
   * Whether a run comes to other metrics in float64 too, begun with weights that differ by a rounding to float32: then no
   * engine that rounds can keep to its course. It leaps about, or an answer or a verdict of its own is at a tie.
   */
  const isUnsteady = async (experiment: Experiment, checkpoint: Checkpoint): Promise<boolean> => {
    const end = async (begun: Checkpoint): Promise<SavedReport> =>
      save(new Float64Engine(experiment, { checkpoint: begun }), steps);
    const wanted = await end(checkpoint);
    const stream = Stream.named(experiment.seed, 'rounding');
    for (let trial = 0; trial < 8; trial++) {
      const rounded = checkpoint.runs.map((run) => ({
        ...run,
        theta: run.theta.map((weight) => weight * (1 + 2 ** -23 * (2 * stream.uniform() - 1))),
      }));
      if (apart(wanted, await end({ ...checkpoint, runs: rounded }), experiment.runs).length > 0) return true;
    }
    return false;
  };

  it.each(settings.map((named, place) => [...named, place] as const))(
    'ends with the same metrics: %s',
    async (_, setting, place) => {
      // Each kind is trained with one policy at least, with which it is steady.
      const runs = everyKind.filter((run, i) =>
        caseCount > 1 ? fits(run, setting) : (i + place) % settings.length === 0,
      );
      const experiment = experimentOf(runs, {
        ...setting,
        data: { pairs: 40, candidates: 3 },
        // Adam would make large differences of parameters from rounding in a gradient that is nearly 0, as tables have.
        training: { batch: 16, learningRate: 0.005, optimizer: 'gradient-descent' },
        seed: 2,
      });
      const checkpoint = await movedBy(0.5, experiment);
      const [plain, tensors] = [new Float64Engine(experiment, { checkpoint }), new Engine(experiment, { checkpoint })];
      const [{ displacementScores: wanted }, { displacementScores: found }] = [
        await plain.start(),
        await tensors.start(),
      ];
      wanted.forEach((score, i) => {
        expect(Math.abs((found[i] ?? Number.NaN) - score)).toBeLessThan(1e-4 * (1 + Math.abs(score)));
      });
      const [one, other] = [await save(plain, steps), await save(tensors, steps)];
      for (const [i, run] of runs.entries()) {
        const found = apart(of(i, one), of(i, other), [run]);
        if (found.length === 0) continue;
        const alone = { ...checkpoint, runs: checkpoint.runs.slice(i, i + 1) };
        expect(await isUnsteady({ ...experiment, runs: [run] }, alone), found.join('\n')).toBe(true);
      }
    },
  );
});
