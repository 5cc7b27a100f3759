/** Whether WebGPU trains here as plain JavaScript does: what can be said of a software adapter, whose speed says nothing. */
import { prepareWebGpu } from '../src/cli/dawn';
import { metricNames } from '../src/metrics';
import type { Experiment } from '../src/settings/experiment';
import { float64Backend } from '../src/training/float64/backend';
import { openTraining } from '../src/training/open-training';
import type { Report } from '../src/training/report';
import type { Backend } from '../src/training/trainer';
import { experimentOf, named, type Workload, workloads } from './workloads';

/** A few steps of each, since a software adapter takes seconds for some. */
const checked: readonly (readonly [workload: string, steps: number])[] = [
  ['bump-k2-r8', 20],
  ['table-k16-r8', 5],
  ['sentence-r8', 2],
];

/** Of a metric, against 1 + its size. */
const mostApart = 1e-3;

const trained = async (backend: Backend, experiment: Experiment, steps: number): Promise<Report> => {
  const trainer = backend.trainer(experiment);
  try {
    trainer.advance(steps);
    await trainer.settle();
    return await trainer.report();
  } finally {
    trainer.dispose();
  }
};

/** The metric that differs most, and by how much. */
export const furthest = (
  ours: ArrayLike<number>,
  theirs: ArrayLike<number>,
): { readonly metric: string; readonly apart: number } => {
  let most = { metric: 'none', apart: 0 };
  for (let i = 0; i < ours.length; i++) {
    const [value, other] = [ours[i] ?? Number.NaN, theirs[i] ?? Number.NaN];
    if (Number.isNaN(value) && Number.isNaN(other)) continue;
    const apart = Math.abs(value - other) / (1 + Math.abs(value));
    // What is a number on one side alone is as far as can be.
    if (!(apart <= most.apart)) {
      most = { metric: metricNames[i % metricNames.length] ?? '?', apart: Number.isNaN(apart) ? Infinity : apart };
    }
  }
  return most;
};

/** One line a workload, and whether all agree. */
export const checkFunction = async (): Promise<{ readonly lines: readonly string[]; readonly agrees: boolean }> => {
  const lines: string[] = [];
  let agrees = true;
  for (const [name, steps] of checked) {
    const workload: Workload | undefined = named(workloads, name);
    if (workload === undefined) throw new Error(`no workload ${name}`);
    const experiment = experimentOf(workload);
    const webgpu = await openTraining('webgpu', { prepareWebGpu });
    const { metrics } = await trained(webgpu, experiment, steps);
    const plain = await trained(float64Backend, experiment, steps);
    const { metric, apart } = furthest(plain.metrics, metrics);
    const isNear = apart <= mostApart;
    agrees &&= isNear;
    lines.push(
      `${isNear ? 'agrees' : 'differs'}: ${name} after ${steps} steps, at most ${apart.toExponential(1)} apart (${metric})`,
    );
  }
  return { lines, agrees };
};
