/** What `npm run experiment` was asked for: the experiment, strictly checked, and how to train and report it. */
import { parseArgs } from 'node:util';
import { type BackendChoice, backendNames } from '../experiment/backend';
import { fromFragment } from '../experiment/link';
import { quote, shortened } from '../experiment/problems';
import { allowances, checkExperiment } from '../experiment/schema';
import { settingFields } from '../experiment/settings';
import { axesFrom, type Swept, settingsOf } from '../experiment/sweep';
import type { Experiment } from '../settings/experiment';
import { readJson } from './read-json';
import { reasonOf, UsageError } from './usage-error';

export const usage = `usage: npm run --silent experiment -- <link | #fragment | file.json> [options]

  --steps N        train for N steps instead of what the experiment says
  --every M        report every M steps, besides the first and the last (default: twenty reports)
  --backend NAME   auto, ${backendNames.join(', ')} (default: auto)
  --format NAME    jsonl, csv (default: jsonl)
  --ledger         also say where the probability went: of the first pairs, and the responses that gained and lost most
  --say            also say in words what is true: at the end and, with --format jsonl, at each report with its numbers
  --grad-cosine    also report the cosine between each run's update and exact RL's
  --sweep AXES     set one knob or two of the runs that have them to the values of a grid, such as
                   beta=0.01:10:16,alpha=-1:1:16, and print one line a setting, of the last step
  --seeds N        sweep under so many seeds, from the experiment's own on (default: 1)
  --processes N    train in so many processes, in plain JavaScript (default: one a core where that pays)`;

const formats = ['jsonl', 'csv'] as const;
const backends: readonly BackendChoice[] = ['auto', ...backendNames];

export interface Command {
  readonly experiment: Experiment;
  readonly backend: BackendChoice;
  readonly format: (typeof formats)[number];
  /** Steps between reports; undefined for twenty reports in all. */
  readonly every: number | undefined;
  readonly gradCosine: boolean;
  readonly ledger: boolean;
  readonly say: boolean;
  /** Undefined for as many as pay. */
  readonly processes: number | undefined;
  /** The settings that the runs are, and under how many seeds; null where nothing is swept. */
  readonly sweep: {
    readonly settings: readonly Swept[];
    readonly seeds: number;
  } | null;
}

const options = {
  steps: { type: 'string' },
  every: { type: 'string' },
  backend: { type: 'string', default: 'auto' },
  format: { type: 'string', default: 'jsonl' },
  'grad-cosine': { type: 'boolean', default: false },
  ledger: { type: 'boolean', default: false },
  say: { type: 'boolean', default: false },
  sweep: { type: 'string' },
  seeds: { type: 'string' },
  processes: { type: 'string' },
} as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${reasonOf(error)}\n\n${usage}`);
  }
};

const oneOf = <Name extends string>(option: string, names: readonly Name[], given: string): Name => {
  const name = names.find((candidate) => candidate === given);
  if (name === undefined) throw new UsageError(`--${option} must be one of ${names.join(', ')}, not ${quote(given)}`);
  return name;
};

const wholeNumber = (option: string, given: string | undefined): number | undefined => {
  if (given === undefined) return undefined;
  const [low, high] = settingFields.steps.range;
  const number = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (number >= low && number <= high) return number;
  throw new UsageError(`--${option} must be a whole number from ${low} to ${high}, not ${quote(given)}`);
};

const isLink = (source: string): boolean =>
  !source.endsWith('.json') && (source.includes('#') || source.includes('://') || /^\d+(?:&|$)/.test(source));

const listed = (source: string, problems: readonly string[]): UsageError =>
  new UsageError([`${source} cannot be trained:`, ...shortened(problems).map((problem) => `  ${problem}`)].join('\n'));

const readLink = (link: string): unknown => {
  const { raw, problems } = fromFragment(link);
  if (problems.length > 0) throw listed('the link', problems);
  return raw;
};

const checkedExperiment = (raw: unknown, name: string): Experiment => {
  const checked = checkExperiment(raw, allowances.commandLine);
  if ('experiment' in checked) return checked.experiment;
  throw listed(
    name,
    checked.problems.map(({ message }) => message),
  );
};

/** The sweep asked for on the command line, else the experiment's own. */
const sweepOf = (
  experiment: Experiment,
  { sweep, seeds: given }: { readonly [name in 'sweep' | 'seeds']?: string | undefined },
): Command['sweep'] => {
  const over = sweep === undefined ? experiment.sweep?.over : axesFrom(sweep);
  if (over === undefined) {
    if (given !== undefined) throw new UsageError('--seeds needs --sweep');
    return null;
  }
  const seeds = wholeNumber('seeds', given) ?? (sweep === undefined ? experiment.sweep?.seeds : undefined) ?? 1;
  const settings = typeof over === 'string' ? over : settingsOf(experiment, { over, seeds });
  if (typeof settings === 'string') throw new UsageError(`--sweep: ${settings}`);
  return { settings, seeds };
};

/** Throws `UsageError` for anything that is not exactly right; nothing is repaired here. */
export const readCommand = (args: readonly string[], readFile: (path: string) => string): Command => {
  const { values, positionals } = parse(args);
  const [source, ...others] = positionals;
  if (source === undefined || others.length > 0) throw new UsageError(usage);
  const steps = wholeNumber('steps', values.steps);
  const every = wholeNumber('every', values.every);
  const processes = wholeNumber('processes', values.processes);
  const backend = oneOf('backend', backends, values.backend);
  const format = oneOf('format', formats, values.format);
  if (values.ledger && format === 'csv') throw new UsageError('--ledger needs --format jsonl');

  const raw = isLink(source) ? readLink(source) : readJson(source, readFile);
  const given = checkedExperiment(raw, isLink(source) ? 'the link' : source);
  const { 'grad-cosine': gradCosine, ledger, say } = values;
  const sweep = sweepOf(given, values);
  const runs = sweep?.settings.map(({ run }) => run);
  const { sweep: _, ...unswept } = given;
  const base = runs === undefined ? given : checkedExperiment({ ...unswept, runs }, 'the sweep');
  const experiment = { ...base, training: { ...base.training, steps: steps ?? base.training.steps } };
  return { experiment, backend, format, every, gradCosine, ledger, say, processes, sweep };
};
