/** `npm run --silent experiment -- <link | #fragment | file.json> [options]`: trains without a page, prints metrics. */
import { readFileSync } from 'node:fs';
import type { Backend } from '../training/trainer';
import { type Command, readCommand } from './experiment-arguments';
import { UsageError } from './usage-error';

const tell = (message: string): void => {
  process.stderr.write(`${message}\n`);
};
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const openBackend = async ({ experiment, backend: choice }: Command): Promise<Backend> => {
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
  tell(`training on ${backend.name}`);
  return backend;
};

const run = async (command: Command): Promise<void> => {
  const { linesOf } = await import('./lines');
  const backend = await openBackend(command);
  for await (const line of linesOf(command, backend, tell)) print(line);
};

// Whoever reads the lines may have seen enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await run(readCommand(process.argv.slice(2), (path) => readFileSync(path, 'utf8')));
} catch (error) {
  const isExpected = error instanceof UsageError || (error instanceof Error && error.name === 'BackendUnavailable');
  if (!isExpected) throw error;
  tell(error.message);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
