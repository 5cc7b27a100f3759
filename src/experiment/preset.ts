/**
 * What a preset is: an experiment with a name for the lesson menu, what it shows, and why. What it shows is measured over
 * ten seeds by `npm run scenarios`, a trial each.
 */
import type { Experiment } from '../settings/experiment';
import { worldIdIn } from './opening';
import type { PlainRecord } from './plain';
import { checkExperiment } from './schema';

interface Lesson {
  /** Ids of observations, each with the runs that it is true of at the end, on each of the first ten seeds. */
  readonly shows: Readonly<Record<string, readonly number[]>>;
  /** By observation and run, on how many of the first ten seeds; on the others the page says what is true there. */
  readonly often?: Readonly<Record<string, Readonly<Record<number, number>>>>;
  readonly explanation: {
    /** The observation that it gives the reason for, one of `shows`: it is read only where that is true of the first run. */
    readonly of: string;
    /** One or two sentences. */
    readonly text: string;
    /** What it rests on over many seeds: facts of `npm run scenarios`, each as “trial: words”. */
    readonly facts: readonly string[];
  };
}

/** An experiment as a lesson says it; what it leaves out has its default. */
interface Said extends PlainRecord {
  readonly runs?: readonly unknown[];
}

export interface Preset extends Lesson {
  readonly id: string;
  readonly name: string;
  /** Checked as a link’s is when it is first asked for, since the page opens with none or one; throws on a fault. */
  readonly experiment: Experiment;
  /** Whether an experiment may be this one: false tells without checking anything. */
  readonly mayBe: (experiment: Experiment) => boolean;
}

const checkedExperiment = (id: string, said: Said): Experiment => {
  const checked = checkExperiment(said);
  if ('problems' in checked) throw new Error(`${id}: ${checked.problems.map(({ message }) => message).join(' ')}`);
  return checked.experiment;
};

export const definePreset = (id: string, name: string, said: Said, lesson: Lesson): Preset => {
  let experiment: Experiment | undefined;
  return {
    id,
    name,
    get experiment() {
      experiment ??= checkedExperiment(id, said);
      return experiment;
    },
    mayBe: ({ world, runs }) =>
      world.id === worldIdIn(said) && (said.runs === undefined || runs.length === said.runs.length),
    ...lesson,
  };
};
