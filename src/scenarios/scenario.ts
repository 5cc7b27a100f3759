/** What a scenario is: experiments to train with many seeds, and the facts that must hold of what comes out. */

import { checkExperiment } from '../experiment/schema';
import type { MetricName } from '../metrics';
import type { Experiment, Run } from '../settings/experiment';
import type { World } from '../worlds/world';

/** What a trial's runs were like at the steps kept; throws on a run, step or response that was not. */
export interface Trained<Label extends string = string> {
  readonly seed: number;
  /** The world, with the reference that was fine-tuned where there is one. */
  readonly world: World;
  /** The steps kept, ascending from 0. */
  readonly steps: readonly number[];
  /** A metric of a run, at the trial's last step unless another is named. */
  readonly metric: (label: Label, name: MetricName, step?: number) => number;
  /** Probability that a run gives to a response to the first prompt, at the last step unless another is named. */
  readonly probability: (label: Label, response: string, step?: number) => number;
  /** Probability that a run gives to responses at most `radius` from `centre`, at the last step unless another is named. */
  readonly mass: (label: Label, centre: number, radius: number, step?: number) => number;
  /** log π [N] of a run, at the last step unless another is named. */
  readonly logPolicy: (label: Label, step?: number) => Float64Array;
  /** log π_ref [N] of the reference that a run is tied to, where it stands still. */
  readonly logReference: (label: Label) => Float64Array;
  /** Ids of the observations that are true of a run at the last step. */
  readonly said: (label: Label) => readonly string[];
}

/** An open interval: a value must lie strictly inside. */
export interface Interval {
  readonly above: number;
  readonly below: number;
}

export type Measure<Label extends string> = (trained: Trained<Label>) => number;

interface Statement {
  /** The run and the quantity, in a few words. */
  readonly words: string;
  readonly wanted: Interval;
}

/** Most of the seeds: at least so many of so many, and the same share of however many are run. */
export interface Most {
  readonly atLeast: number;
  readonly of: number;
}

/** Whom a fact about single seeds must hold for. */
export type HoldsFor = 'each seed' | 'median' | Most;

/** A number of a seed, and where it must lie: for every seed, for most of them, or for their median. */
interface Single<Seen> extends Statement {
  readonly holdsFor: HoldsFor;
  readonly measure: (seen: Seen) => number;
}

/** Two numbers of a seed: where the median of the first less that of the second must lie. */
interface Difference<Seen> extends Statement {
  readonly holdsFor: 'difference of medians';
  /** NaN where a seed has no such number: it is then left out of the median. */
  readonly measure: (seen: Seen) => number;
  readonly minus: (seen: Seen) => number;
}

/** What must be true of what is seen of a seed. */
export type FactOf<Seen> = Single<Seen> | Difference<Seen>;
/** The same of a seed that was trained. */
export type Fact<Label extends string = string> = FactOf<Trained<Label>>;

/** What a fact measured of one seed: one number, or the two whose medians are compared. */
export type Measured = readonly number[];

const measured = <Seen>(fact: FactOf<Seen>, seen: Seen): Measured =>
  fact.holdsFor === 'difference of medians' ? [fact.measure(seen), fact.minus(seen)] : [fact.measure(seen)];

/** Measures each fact, in order. */
export const measuredOf = <Seen>(facts: readonly FactOf<Seen>[], seen: Seen): readonly Measured[] =>
  facts.map((fact) => measured(fact, seen));

/**
 * Runs whose β is found before the trial is trained: that with which the first of them, trained by itself, ends as far from
 * π_ref as the run `of`.
 */
export interface EqualKl<Label extends string = string> {
  readonly of: Label;
  readonly runs: readonly [Label, ...Label[]];
}

interface AnyTrial {
  readonly id: string;
  /** Takes long and adds little: left to the command line by the unit tests. */
  readonly slow: boolean;
}

/** One experiment whose runs share their data, and the facts about them. */
export interface TrainedTrial extends AnyTrial {
  /** Names of the runs, in run order. */
  readonly labels: readonly string[];
  readonly experiment: (seed: number) => Experiment;
  readonly equalKl: EqualKl | null;
  /** Reports are kept every so many steps; the steps that facts name must be among them. */
  readonly every: number;
  /** Runs of another experiment with the same seed, which facts can name too; null where there are none. */
  readonly beside: Pick<TrainedTrial, 'labels' | 'experiment'> | null;
  readonly facts: readonly Fact[];
}

/** Facts about what is computed from a seed in another way. */
export interface ComputedTrial extends AnyTrial {
  readonly facts: readonly Pick<Fact, 'words' | 'wanted' | 'holdsFor'>[];
  readonly compute: (seed: number) => Promise<readonly Measured[]>;
}

export type Trial = TrainedTrial | ComputedTrial;

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly trials: readonly Trial[];
}

/** What an experiment says apart from its seed and runs, defaults left out. */
export interface Settings {
  /** β of π*. */
  readonly beta?: Experiment['beta'];
  readonly world: Partial<Experiment['world']>;
  readonly policy: Partial<Experiment['policy']>;
  readonly data: Partial<Experiment['data']>;
  readonly rewardModel?: Partial<Experiment['rewardModel']>;
  readonly training: Partial<Experiment['training']> & Pick<Experiment['training'], 'steps'>;
}

interface LabelledRuns<Label extends string> {
  /** The same for every seed, or a world of its own for each. */
  readonly settings: Settings | ((seed: number) => Settings);
  readonly runs: Readonly<Record<Label, Run>>;
}

interface TrialDefinition<Label extends string, Beside extends string> extends LabelledRuns<Label> {
  readonly id: string;
  readonly equalKl?: EqualKl<NoInfer<Label>>;
  readonly every?: number;
  readonly slow?: boolean;
  /** Other runs under other settings, with labels of their own. */
  readonly beside?: LabelledRuns<Beside>;
  readonly facts: readonly Fact<NoInfer<Label | Beside>>[];
}

const settingsAt = (settings: Settings | ((seed: number) => Settings), seed: number): Settings =>
  typeof settings === 'function' ? settings(seed) : settings;

/** Labels of the runs in order, and the experiment of each seed; throws on a fault, when it is asked for. */
export const checkedRuns = <Label extends string>(
  id: string,
  { settings, runs }: LabelledRuns<Label>,
): Pick<TrainedTrial, 'labels' | 'experiment'> => ({
  labels: Object.keys(runs),
  experiment: (seed) => {
    const checked = checkExperiment({ ...settingsAt(settings, seed), seed, runs: Object.values<Run>(runs) });
    if ('experiment' in checked) return checked.experiment;
    throw new Error(`${id}: ${checked.problems.map(({ message }) => message).join(' ')}`);
  },
});

/** A trial whose settings are checked as a link's are; throws on a fault, when its experiment is asked for. */
export const trial = <Label extends string, Beside extends string = never>(
  definition: TrialDefinition<Label, Beside>,
): Trial => {
  const { id, settings, equalKl = null, beside, slow = false, facts } = definition;
  return {
    id,
    ...checkedRuns(id, definition),
    equalKl,
    every: definition.every ?? settingsAt(settings, 1).training.steps,
    beside: beside === undefined ? null : checkedRuns(id, beside),
    slow,
    facts,
  };
};

/** A trial about what `find` computes from a seed. */
export const computed = <Seen>(
  id: string,
  find: (seed: number) => Promise<Seen>,
  facts: readonly FactOf<Seen>[],
  { slow = false }: { readonly slow?: boolean } = {},
): Trial => ({ id, slow, facts, compute: async (seed) => measuredOf(facts, await find(seed)) });

interface Seeded {
  readonly seed: number;
}

/** A fact that follows from a formula, or from numbers drawn with the seed, without training. */
type KnownFact = Omit<Single<Seeded>, 'holdsFor'> & Partial<Pick<Single<Seeded>, 'holdsFor'>>;

/** A trial in which nothing is trained. */
export const known = (id: string, facts: readonly KnownFact[]): Trial =>
  computed(
    id,
    async (seed): Promise<Seeded> => ({ seed }),
    facts.map(({ holdsFor = 'each seed', ...fact }) => ({ ...fact, holdsFor })),
  );

export const above = (low: number): Interval => ({ above: low, below: Number.POSITIVE_INFINITY });
export const below = (high: number): Interval => ({ above: Number.NEGATIVE_INFINITY, below: high });
export const between = (low: number, high: number): Interval => ({ above: low, below: high });
export const within = (distance: number, centre: number): Interval => between(centre - distance, centre + distance);

/** A fact about a metric of a run at the end: “DPO: reward”. */
export const atEnd = <Label extends string>(
  label: Label,
  name: MetricName,
  wanted: Interval,
  { words = name, holdsFor = 'each seed' }: { readonly words?: string; readonly holdsFor?: HoldsFor } = {},
): Fact<Label> => ({ words: `${label}: ${words}`, wanted, holdsFor, measure: ({ metric }) => metric(label, name) });
