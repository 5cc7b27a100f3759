/** `npm run bench`: how many run-updates per second training does, here and on every backend, and beside PyTorch where it is. */
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { parseArgs } from 'node:util';
import { reasonOf, UsageError } from '../src/cli/usage-error';
import { armsOf, type Backends, openBackends } from './arms';
import { timedUndisturbed } from './control';
import { checkFunction } from './functional';
import { ableOf, type Clock, interleave, type TimingPlan } from './interleave';
import { toMarkdown } from './markdown';
import { type Result, type Row, verdictsOn } from './result';
import { TorchServer } from './torch';
import { adapterName } from './webgpu';
import { quickWorkloads, type Workload, workloads } from './workloads';

const usage = `usage: npm run --silent bench -- [--quick] [--only TEXT] [--check] [--processor-time] [--gpu | --software]
       [--json FILE]

--quick       in few rounds; without --only lines at R = 64 and sentences at R = 8 alone, which takes a minute
--only TEXT   only workloads whose name contains TEXT, such as table-k2, sentence or r64
--check       exit with 1 unless the goals beside PyTorch for these workloads are reached
--processor-time
              count what processors spend instead of the time that passes: on one core, for a machine that is busy
--gpu         give up unless WebGPU has a real adapter here
--software    time nothing: check that WebGPU, on whichever adapter, trains as plain JavaScript does
--json FILE   write every timing to FILE
Environment: PYTHON names the Python whose PyTorch to compare with.
`;

const full: TimingPlan = { rounds: 9, millisecondsPerArm: 1500, leastRounds: 3 };
const quick: TimingPlan = { rounds: 5, millisecondsPerArm: 700, leastRounds: 3 };

/** A workload during which the machine was disturbed is timed again so many times. */
const mostTries = 2;

interface Options {
  readonly plan: TimingPlan;
  readonly chosen: readonly Workload[];
  readonly check: boolean;
  readonly needsGpu: boolean;
  readonly clock: Clock;
  readonly json: string | undefined;
}

const readOptions = (): Options | 'help' | 'function' => {
  const { values } = (() => {
    try {
      return parseArgs({
        options: {
          quick: { type: 'boolean', default: false },
          check: { type: 'boolean', default: false },
          'processor-time': { type: 'boolean', default: false },
          gpu: { type: 'boolean', default: false },
          software: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
          only: { type: 'string', default: '' },
          json: { type: 'string' },
        },
      });
    } catch (error) {
      throw new UsageError(reasonOf(error));
    }
  })();
  if (values.help) return 'help';
  if (values.software) return 'function';
  const all = values.quick && values.only === '' ? quickWorkloads : workloads;
  const chosen = all.filter(({ name }) => name.includes(values.only));
  if (chosen.length === 0) {
    throw new UsageError(`no workload matches; there are ${all.map(({ name }) => name).join(', ')}`);
  }
  return {
    plan: values.quick ? quick : full,
    chosen,
    check: values.check,
    needsGpu: values.gpu,
    clock: values['processor-time'] ? 'processor' : 'wall',
    json: values.json,
  };
};

const timeWorkload = async (
  workload: Workload,
  backends: Backends,
  torches: readonly TorchServer[],
  { plan, clock }: Options,
): Promise<Row> => {
  const arms = [...armsOf(workload, backends, clock), ...torches.flatMap((torch) => torch.arms(workload, clock))];
  try {
    const { able, failures } = await ableOf(arms);
    for (const failure of failures) process.stderr.write(`left out: ${failure}\n`);
    return { workload, timings: await interleave(able, plan) };
  } finally {
    for (const arm of arms) arm.dispose();
  }
};

/** Nobody should carry home the timings of a machine on which the GPU was not found. */
const requireGpu = ({ skipped }: Backends): void => {
  const reason = skipped.find(({ backend }) => backend === 'webgpu')?.reason;
  if (reason !== undefined) throw new UsageError(`--gpu asks for a GPU, and there is ${reason}`);
};

const checkOnAdapter = async (): Promise<void> => {
  const adapter = await adapterName();
  if (adapter === null) throw new UsageError('there is no WebGPU adapter on this machine');
  process.stdout.write(`WebGPU on ${adapter.name}; nothing is timed.\n`);
  const { lines, agrees } = await checkFunction();
  for (const line of lines) process.stdout.write(`- ${line}\n`);
  if (!agrees) process.exitCode = 1;
};

const bench = async (options: Options): Promise<Result> => {
  const { chosen, needsGpu, clock } = options;
  const backends = await openBackends();
  if (needsGpu) requireGpu(backends);
  const torch = await TorchServer.start('cpu');
  // The processor's clock knows nothing of what a GPU does.
  const cuda = clock === 'wall' ? await TorchServer.start('cuda') : null;
  const torches = [torch, cuda].filter((server) => server !== null);
  try {
    const time = (workload: Workload, isAgain: boolean): Promise<Row> => {
      const place = `${chosen.indexOf(workload) + 1} of ${chosen.length}`;
      process.stderr.write(`timing ${workload.name} (${isAgain ? 'again: the machine was disturbed' : place})\n`);
      return timeWorkload(workload, backends, torches, options);
    };
    const rows = await timedUndisturbed(chosen, time, mostTries);
    const processors = cpus();
    const gpu = backends.available.includes('webgpu') ? await adapterName() : null;
    return {
      machine: {
        processor: processors[0]?.model ?? '?',
        cores: processors.length,
        memory: Math.round(totalmem() / 2 ** 30),
        system: `${type()} ${release()}`,
        node: process.versions.node,
        gpu: gpu?.name ?? null,
      },
      clock,
      backends,
      torch: torch?.info ?? null,
      cuda: cuda?.info ?? null,
      rows,
    };
  } finally {
    for (const server of torches) server.stop();
  }
};

const main = async (): Promise<void> => {
  const options = readOptions();
  if (options === 'help') {
    process.stdout.write(usage);
    return;
  }
  if (options === 'function') {
    await checkOnAdapter();
    // Dawn keeps the process alive.
    process.exit();
  }
  const result = await bench(options);
  const verdicts = verdictsOn(result, options.chosen);
  process.stdout.write(`${toMarkdown(result)}\nGoals:\n\n`);
  for (const { reason } of verdicts) process.stdout.write(`- ${reason}\n`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ ...result, verdicts }, null, 2)}\n`);
  if (options.check && !verdicts.every(({ isReached }) => isReached)) process.exitCode = 1;
};

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
