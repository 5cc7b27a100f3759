/** `npm run scenarios [-- --seeds 10 --only A --backend auto]`: trains the calibrated scenarios and checks their facts. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type BackendChoice, backendNames } from '../experiment/backend';
import { scenarios } from '../scenarios/index';
import { judge } from '../scenarios/judge';
import type { Fact, Interval, Measured, Scenario, Trial } from '../scenarios/scenario';
import type { TrialJob } from './scenario-trial';

interface Options {
  readonly seeds: number;
  readonly backend: string;
  readonly chosen: readonly Scenario[];
}

/** Reads the arguments; throws with a message for whoever typed them. */
const optionsOf = (args: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '10' },
      only: { type: 'string', default: '' },
      backend: { type: 'string', default: 'auto' },
    },
  });
  const seeds = Number(values.seeds);
  if (!Number.isInteger(seeds) || seeds < 1) throw new Error(`--seeds ${values.seeds}: want a whole number from 1`);
  const backends: readonly BackendChoice[] = ['auto', ...backendNames];
  if (!backends.some((name) => name === values.backend)) {
    throw new Error(`--backend ${values.backend}: want one of ${backends.join(', ')}`);
  }
  const chosen = scenarios.filter(({ id }) => id.startsWith(values.only));
  if (chosen.length === 0) {
    throw new Error(`--only ${values.only}: want the start of one of ${scenarios.map(({ id }) => id).join(', ')}`);
  }
  return { seeds, backend: values.backend, chosen };
};

/** A process that trains one job at a time; `answer` rejects when the process has ended. */
const startTrainer = (backend: string) => {
  // The advanced form carries numbers that are not finite.
  const child = fork(new URL('./scenario-trial.ts', import.meta.url), [backend], { serialization: 'advanced' });
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`a training process ended with exit code ${code}`);
  });
  return {
    answer: async (job: TrialJob): Promise<readonly Measured[]> => {
      child.send(job);
      const [measured] = await Promise.race([once(child, 'message'), ended]);
      return measured as readonly Measured[];
    },
    stop: (): void => {
      child.removeAllListeners('exit');
      child.kill();
    },
  };
};

/** What was measured by trial id: one row for each seed, from 1. */
const trainAll = async ({
  chosen,
  seeds,
  backend,
}: Options): Promise<ReadonlyMap<string, readonly (readonly Measured[])[]>> => {
  const trials = chosen.flatMap((scenario) => scenario.trials);
  const jobs = trials.flatMap((trial) =>
    Array.from({ length: seeds }, (_, i): TrialJob => ({ trial: trial.id, seed: i + 1 })),
  );
  const results = new Map<string, (readonly Measured[])[]>(
    trials.map(({ id }) => [id, Array.from({ length: seeds }, () => [])]),
  );
  const total = jobs.length;
  let done = 0;
  const work = async (): Promise<void> => {
    const trainer = startTrainer(backend);
    try {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
        const start = performance.now();
        const measured = await trainer.answer(job);
        results.get(job.trial)?.splice(job.seed - 1, 1, measured);
        done += 1;
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        console.error(`${done} of ${total}: ${job.trial}, seed ${job.seed}: ${seconds} s`);
      }
    } finally {
      // After a failure the other process ends with the job it has.
      jobs.length = 0;
      trainer.stop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), total) }, work));
  return results;
};

const number = (value: number): string => value.toFixed(Math.abs(value) < 10 ? 4 : 1);
const end = (value: number): string => String(Number(value.toFixed(6)));

const intervalText = ({ above, below }: Interval): string => {
  if (below === Number.POSITIVE_INFINITY) return `> ${end(above)}`;
  if (above === Number.NEGATIVE_INFINITY) return `< ${end(below)}`;
  return `${end(above)} … ${end(below)}`;
};

const forWhom = (holdsFor: Fact['holdsFor']): string =>
  typeof holdsFor === 'string'
    ? { 'each seed': '', median: 'median ', 'difference of medians': 'medians ' }[holdsFor]
    : `${holdsFor.atLeast} of ${holdsFor.of} `;

const wantedText = ({ wanted, holdsFor }: Pick<Fact, 'wanted' | 'holdsFor'>): string =>
  `${forWhom(holdsFor)}${intervalText(wanted)}`;

const columns = (cells: readonly [string, string, string, string, string, string]): string => {
  const [words, wanted, ...rest] = cells;
  return `${words.padEnd(64)}${wanted.padEnd(20)}${rest.map((cell) => cell.padStart(10)).join('')}`;
};

/** Prints the trial's facts and returns how many were missed. */
const printTrial = (trial: Trial, measured: readonly (readonly Measured[])[]): number => {
  console.log(`\n  ${trial.id}`);
  let missed = 0;
  trial.facts.forEach((fact, i) => {
    const { worst, median, best, holds, missedAt } = judge(
      fact,
      measured.map((row) => row[i] ?? []),
    );
    if (!holds) missed += 1;
    const seeds = missedAt.length === 0 ? '' : `  at ${missedAt.map((place) => place + 1).join(', ')}`;
    const row = columns([
      `  ${fact.words}`,
      wantedText(fact),
      number(worst),
      number(median),
      number(best),
      holds ? 'pass' : 'MISS',
    ]);
    console.log(`${row}${seeds}`);
  });
  return missed;
};

const main = async (): Promise<number> => {
  const options = optionsOf(process.argv.slice(2));
  const start = performance.now();
  const results = await trainAll(options);
  let missed = 0;
  for (const { id, title, trials } of options.chosen) {
    console.log(`\n${id}. ${title}\n${columns(['', 'wanted', 'worst', 'median', 'best', ''])}`);
    for (const trial of trials) missed += printTrial(trial, results.get(trial.id) ?? []);
  }
  const facts = options.chosen.flatMap(({ trials }) => trials.flatMap((trial) => trial.facts)).length;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(
    `\n${facts - missed} of ${facts} facts hold, seeds 1 to ${options.seeds}, ${options.backend}, ${seconds} s.`,
  );
  return missed === 0 ? 0 : 1;
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
