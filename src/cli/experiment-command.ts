/** What `npm run experiment` does with its arguments, and with which exit code it ends. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { workOf } from '../experiment/work';
import type { Backend } from '../training/trainer';
import { type Command, readCommand } from './experiment-arguments';
import { UsageError } from './usage-error';

type Sweep = NonNullable<Command['sweep']>;

/** Where its lines go, and what a person should know besides. */
interface Output {
  readonly print: (line: string) => void;
  readonly tell: (message: string) => void;
}

/** The rows of a sweep are many, and timing them on each backend would take longer than training them. */
const openForSweep = async ({ experiment, backend: choice }: Command): Promise<Backend> => {
  const [{ openTraining, usualBackend }, { prepareWebGpu }] = await Promise.all([
    import('../training/open-training'),
    import('./dawn'),
  ]);
  return openTraining(choice === 'auto' ? usualBackend(experiment) : choice, { prepareWebGpu });
};

const openBackend = async ({ experiment, backend: choice }: Command, { tell }: Output): Promise<Backend> => {
  const [{ chooseBackend }, { prepareWebGpu }] = await Promise.all([
    import('../training/choose-backend'),
    import('./dawn'),
  ]);
  const { backend, timings } = await chooseBackend(experiment, choice, {
    environment: { prepareWebGpu },
    clock: () => performance.now(),
  });
  for (const { backend: name, stepsPerSecond, reason } of timings) {
    tell(stepsPerSecond === null ? `${name}: ${reason}` : `${name}: ${Math.round(stepsPerSecond)} steps per second`);
  }
  return backend;
};

/** Milliseconds of work, told from its numbers, from which on further processes are worth their start. */
const worthProcesses = 2000;

/** How many processes to train in; with 1 it is this one. Only plain JavaScript trains in several. */
const processesFor = ({ experiment, sweep, processes }: Command, { name }: Backend): number => {
  if (name !== 'cpu') return 1;
  const isWorthIt = workOf(experiment).step * experiment.training.steps * (sweep?.seeds ?? 1) >= worthProcesses;
  return Math.min(experiment.runs.length, processes ?? (isWorthIt ? availableParallelism() : 1));
};

/** The backend with the runs split among processes where that pays, and what ends these. */
const split = async (command: Command, backend: Backend): Promise<readonly [Backend, end: () => void]> => {
  const count = processesFor(command, backend);
  if (count === 1) return [backend, () => {}];
  const [{ openProcesses }, { splitBackend }] = await Promise.all([
    import('./processes'),
    import('../training/split/backend'),
  ]);
  const helpers = openProcesses(count - 1);
  return [
    splitBackend(helpers),
    () => {
      for (const helper of helpers) helper.end();
    },
  ];
};

/** Milliseconds between words of progress. */
const progressEvery = 1000;

/** Resolves with the exit code. */
const sweep = async (command: Command, swept: Sweep, backend: Backend, { print, tell }: Output): Promise<number> => {
  const { experiment, format } = command;
  const { sweepLines } = await import('./sweep');
  let isStopped = false;
  process.once('SIGINT', () => {
    isStopped = true;
  });
  let told = performance.now();
  const goOn = async (share: number): Promise<boolean> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (performance.now() - told >= progressEvery) {
      told = performance.now();
      tell(`${Math.floor(100 * share)} % of ${swept.settings.length * swept.seeds} rows`);
    }
    return !isStopped;
  };
  for await (const line of sweepLines({ experiment, format, ...swept }, backend, goOn)) print(line);
  if (!isStopped) return 0;
  tell('stopped: the seed that was under way is left out');
  return 130;
};

const run = async (command: Command, output: Output): Promise<number> => {
  const opened = await (command.sweep === null ? openBackend : openForSweep)(command, output);
  output.tell(`training on ${opened.name}`);
  const [backend, end] = await split(command, opened);
  try {
    if (command.sweep !== null) return await sweep(command, command.sweep, backend, output);
    const { linesOf } = await import('./lines');
    for await (const line of linesOf(command, backend, output.tell)) output.print(line);
    return 0;
  } finally {
    end();
  }
};

/** Resolves with the exit code: 2 where the experiment is bad, 1 where its backend is not there. */
export const experimentCommand = async (args: readonly string[], output: Output): Promise<number> => {
  try {
    return await run(
      readCommand(args, (path) => readFileSync(path, 'utf8')),
      output,
    );
  } catch (error) {
    const isExpected = error instanceof UsageError || (error instanceof Error && error.name === 'BackendUnavailable');
    if (!isExpected) throw error;
    output.tell(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
};
