/** `npm run --silent experiment -- <link | #fragment | file.json> [options]`: trains without a page, prints metrics. */
import { readFileSync } from 'node:fs';
import { methodOf } from '../methods';
import type { Said } from '../observations/observer';
import { textOf } from '../observations/sentence';
import type { Report, Start } from '../training/engine';
import type { OnStage } from '../training/preparations';
import { type Command, readCommand } from './experiment-arguments';
import { type Ledger, ledgerFrom } from './ledger';
import { csvHeader, csvLine, jsonLine } from './report-lines';
import { saidLine, sayerOf, yardsticksLine } from './say';
import { UsageError } from './usage-error';

const tell = (message: string): void => {
  process.stderr.write(`${message}\n`);
};
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const openBackend = async ({ experiment, backend: choice }: Command): Promise<void> => {
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
  tell(`training on ${backend}`);
};

const run = async (command: Command): Promise<void> => {
  const { experiment, format, every, gradCosine, ledger, say } = command;
  const { metricsOf, train } = await import('../training/train');
  await openBackend(command);
  const lineOf = format === 'csv' ? csvLine : jsonLine;
  const told = new Set<number>();
  if (format === 'csv') print(csvHeader);
  const onStage: OnStage = ({ id, steps, values }) => {
    const value = values.at(-1) ?? Number.NaN;
    if (values.length % 100 === 0) tell(`${id}: step ${values.length} of ${steps}, ${value.toFixed(4)}`);
    return true;
  };
  let ledgerOf: (report: Report, run: number) => { readonly ledger?: Ledger } = () => ({});
  let sayOf: (report: Report) => readonly Said[] = () => [];
  const onStart = (start: Start): void => {
    if (ledger) ledgerOf = ledgerFrom(start);
    if (!say) return;
    sayOf = sayerOf(experiment, start);
    if (format === 'jsonl') print(yardsticksLine(experiment, start));
  };
  let said: readonly Said[] = [];
  const options = { gradCosine, onStage, onStart, ...(every === undefined ? {} : { every }) };
  for await (const report of train(experiment, options)) {
    experiment.runs.forEach((run, i) => {
      const { objective } = run;
      const method = methodOf(run);
      const named = { run: i, objective, ...(method === undefined ? {} : { method: method.id }) };
      print(lineOf({ step: report.step, ...named, metrics: metricsOf(report, i), ...ledgerOf(report, i) }));
      const frozen = report.frozen[i];
      if (frozen == null || told.has(i)) return;
      told.add(i);
      tell(`run ${i} (${objective}): ${frozen.reason}`);
    });
    said = sayOf(report);
    if (say && format === 'jsonl') print(saidLine(report.step, said));
  }
  for (const { sentence } of said) tell(textOf(sentence));
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
