/** The fused engine beside the float64 one: how far apart their gradients, their losses and their metrics are. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { metricNames } from '../../metrics';
import { plainKernels } from '../../policies/kernels/plain';
import type { Experiment, Run } from '../../settings/experiment';
import { defaultsOf } from '../../settings/fields';
import { worldById } from '../../worlds/index';
import type { Checkpoint } from '../checkpoint';
import { Float64Engine } from '../float64/engine';
import type { SavedReport } from '../report';
import { dpo, exoRw, experimentOf, policies, rlExact } from '../testing';
import type { Trainer } from '../trainer';
import { moved } from '../twins';
import { WebGpuEngine } from './engine';
import { fitsShader } from './fits';

/** Pairs, and groups with a term over all responses. */
const kinds: readonly Run[] = [dpo, { ...exoRw, knobs: { ...exoRw.knobs, anchor: 0.1 } }];

/** What else a shader can do: sum over all, carry numbers, imitate a target, sort, and take a visitor's own formula. */
const others: readonly Run[] = [
  rlExact,
  { objective: 'alpha-dpo', knobs: { average: 'running' } },
  { objective: 'sft-demonstrations', knobs: {} },
  { objective: 'custom', knobs: { expression: 'softplus(sortby(a, b) - sort(b)) - stopgrad(unsortby(h, a))' } },
  { objective: 'custom', knobs: { expression: 'exponentialutility(h, 0.5)^2 - min(a, b)/3 + abs(h)^1.5' } },
];

/** Runs of two references, and of what is between them. */
const tied: readonly Run[] = [
  dpo,
  { ...exoRw, knobs: { ...exoRw.knobs, anchor: 0.1 }, reference: { id: 'soup', params: { weight: 0.3 } } },
];

/** Sums over words, a term over all sentences, and a divergence at each word. */
const wordByWord: readonly Run[] = [
  dpo,
  { ...exoRw, knobs: { ...exoRw.knobs, anchor: 0.1 } },
  { objective: 'tdpo', knobs: {} },
];

const worldOf = (id: string, params = {}) => ({
  id,
  params: { ...defaultsOf(worldById(id)?.fields ?? {}), ...params },
});

const bump = policies.find(({ id }) => id === 'bump') ?? { id: 'bump', params: {} };
const line = worldOf('two-peaks', { bins: 41 });
const triangle = worldOf('triangle', { prompts: 2 });
const sentences = worldOf('sentences', { prompts: 2, words: 2, maxLength: 3 });
const mlp = { id: 'autoregressive-mlp', params: { layers: 2, hidden: 5 } };

/** By what is tried: small cases, whose first step is taken a little away from the start. */
export const steppedCases: Readonly<Record<string, Experiment>> = Object.fromEntries(
  [
    ...policies.map((policy) => ({ runs: kinds, world: line, policy })),
    ...['table', 'log-linear'].map((id) => ({ runs: [dpo], world: triangle, policy: { id, params: {} } })),
    { runs: tied, world: worldOf('opposite-biases', { bins: 21, prompts: 5 }), policy: bump },
    { runs: others, world: line, policy: bump },
    ...['table', 'log-linear'].map((id) => ({ runs: [dpo], world: sentences, policy: { id, params: {} } })),
    { runs: wordByWord, world: sentences, policy: mlp },
  ].map(({ runs, world, policy }) => [
    `${policy.id} on ${world.id}: ${runs.map(({ objective }) => objective).join(', ')}`,
    experimentOf(runs, { world, policy, data: { pairs: 40, candidates: 3 }, training: { batch: 16 } }),
  ]),
);

const fused = (experiment: Experiment, checkpoint?: Checkpoint): WebGpuEngine => {
  const { device } = backend() as WebGPUBackend;
  if (!fitsShader(experiment, device.limits)) throw new Error('the fused engine cannot train this');
  return new WebGpuEngine(device, experiment, { checkpoint });
};

/** Networks too in float64. */
const exact = (experiment: Experiment, checkpoint?: Checkpoint): Float64Engine =>
  new Float64Engine(experiment, { checkpoint, kernels: plainKernels });

const norm = (values: ArrayLike<number>): number =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));

/** |x − y| against |x|. */
const apart = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  norm(Array.from(one, (value, i) => value - (other[i] ?? Number.NaN))) / norm(one);

const after = async (trainer: Trainer, steps: number): Promise<SavedReport> => {
  trainer.advance(steps);
  const saved = await trainer.save();
  trainer.dispose();
  return saved;
};

/** By run, of the first step: how far apart the gradients, the losses and what is carried are, against their sizes. */
export const apartAfterOneStep = async (
  experiment: Experiment,
): Promise<readonly Readonly<Record<string, number>>[]> => {
  const begun = await after(exact(experiment), 0);
  const checkpoint = { ...begun.checkpoint, runs: begun.checkpoint.runs.map(moved) };
  const one = await after(exact(experiment, checkpoint), 1);
  const other = await after(fused(experiment, checkpoint), 1);
  return experiment.runs.map((_, run) => {
    const [wanted, found] = [one, other].map(({ checkpoint: { runs }, metrics }) => ({
      // After one step Adam's first moment is a tenth of the gradient.
      gradient: runs[run]?.moments[0] ?? [],
      loss: [1, metrics[run * metricNames.length] ?? Number.NaN],
      carried: [1, ...Object.values(runs[run]?.carried ?? {})],
    }));
    if (wanted === undefined || found === undefined) throw new Error('two engines were asked');
    return {
      gradient: apart(wanted.gradient, found.gradient),
      loss: apart(wanted.loss, found.loss),
      carried: apart(wanted.carried, found.carried),
    };
  });
};

/** The largest difference of a metric against its size, with its name and whose it is; where only one is a number, ∞. */
const furthest = ({ runs }: Experiment, one: SavedReport, other: SavedReport): { apart: number; what: string } =>
  [...one.metrics.entries()].reduce(
    (most, [i, value]) => {
      const found = other.metrics[i] ?? Number.NaN;
      if (Number.isNaN(value) && Number.isNaN(found)) return most;
      const difference = Math.abs(value - found) / (1 + Math.abs(value));
      if (difference <= most.apart) return most;
      const what = `${metricNames[i % metricNames.length]} of ${runs[Math.floor(i / metricNames.length)]?.objective}`;
      return { apart: Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference, what };
    },
    { apart: 0, what: 'nothing' },
  );

/** What a training may have besides: fixed pairs, a mix, an optimiser that starts afresh; and other nodes at each step. */
const trainings = {
  'a line': experimentOf(
    [
      dpo,
      exoRw,
      { objective: 'alpha-dpo', knobs: { average: 'running' } },
      { objective: 'expo', knobs: { of: 1, alpha: 0.5 } },
    ],
    { world: line, data: { pairs: 40, candidates: 3 }, training: { batch: 16, restartEvery: 25 } },
  ),
  sentences: experimentOf([dpo, { objective: 'd2po', knobs: {} }], {
    world: sentences,
    policy: mlp,
    data: { candidates: 3 },
    training: { batch: 8, learningRate: 0.005 },
  }),
} as const satisfies Readonly<Record<string, Experiment>>;

/**
 * How far two trainings are apart after `steps` and again after as many more, when the knobs have moved and each engine
 * goes on from where the other stood; and how many buffers a step of the fused engine makes.
 */
export const apartAfterTraining = async (of: keyof typeof trainings, steps: number) => {
  const trained: Experiment = trainings[of];
  const one = exact(trained);
  const other = fused(trained);
  const { device } = backend() as WebGPUBackend;
  other.advance(1);
  let buffers = 0;
  const create = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    buffers += 1;
    return create(descriptor);
  };
  other.advance(steps - 1);
  Reflect.deleteProperty(device, 'createBuffer');
  one.advance(steps);
  const [wanted, found] = [await one.save(), await other.save()];
  const changed = {
    ...trained,
    beta: 2,
    training: { ...trained.training, learningRate: 0.01 },
    runs: trained.runs.map((run) => (run === dpo ? { ...dpo, knobs: { beta: 0.3 } } : run)),
  };
  const areUpdated = one.update(changed) && other.update(changed);
  one.advance(steps);
  other.advance(steps);
  const later = furthest(changed, await one.save(), await other.save());
  const onwards = furthest(
    changed,
    await after(exact(changed, found.checkpoint), steps),
    await after(fused(changed, wanted.checkpoint), steps),
  );
  other.dispose();
  return { begun: furthest(trained, wanted, found), later, onwards, areUpdated, buffers };
};

/** What the fused engine says of a run whose loss is no number, and of one beside it. */
export const frozenRuns = async () => {
  const runs = [{ objective: 'custom', knobs: { expression: 'log(a) - h' } }, dpo];
  const experiment = experimentOf(runs, { world: line, training: { batch: 16 } });
  const wanted = await after(exact(experiment), 5);
  const found = await after(fused(experiment), 5);
  return {
    wanted: wanted.frozen,
    found: found.frozen,
    again: (await after(fused(experiment, found.checkpoint), 5)).frozen,
  };
};
