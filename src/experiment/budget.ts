/** How much work and memory an experiment may take, and what of it is made smaller where it asks for more. */
import type { Experiment } from '../settings/experiment';
import { type Fault, overBudgetType } from './faults';
import type { Path } from './plain';
import { type Size, sizesOf } from './sizes';
import { type Work, workOf } from './work';

/** What each limit is for, to follow “at most N to”. */
const reasons = {
  step: 'keep each step short',
  report: 'keep each report short',
  fineTuning: 'keep fine-tuning short',
  megabytes: 'fit into memory',
} as const satisfies Partial<Record<keyof Work, string>>;

export type Limit = keyof typeof reasons;

const limitNames = Object.keys(reasons) as readonly Limit[];

/** Milliseconds and megabytes at most; what is left out has no limit. */
export type Budget = Readonly<Partial<Record<Limit, number>>>;

/**
 * The page hears nothing while a step is taken or a report is made, and a reference is fine-tuned before the first frame.
 * With these, whatever a link asks for, Pause is obeyed within a third of a second on a machine half as fast as the one
 * that `workOf` speaks of, the first frame comes within five seconds on that one, and all stays under 1 GB.
 */
export const pageBudget: Budget = { step: 130, report: 110, fineTuning: 4100, megabytes: 400 };

/** Whoever trains from a command line can wait, and has memory. */
export const commandLineBudget: Budget = { megabytes: 4000 };

/** Milliseconds of a report with what only some look at: with a step before it still less than three tenths of a second. */
const mostCosine = 160;

/** Whether a report of the experiment on the page may come with the cosine of gradients. */
export const affordsCosine = (experiment: Experiment): boolean => workOf(experiment).cosine <= mostCosine;

/** The first limit that the experiment exceeds. */
export const exceeded = (experiment: Experiment, budget: Budget): Limit | undefined => {
  const work = workOf(experiment);
  return limitNames.find((name) => work[name] > (budget[name] ?? Number.POSITIVE_INFINITY));
};

/** Which limit of a budget is exceeded. */
interface Excess {
  readonly budget: Budget;
  readonly limit: Limit;
}

/** One number made smaller, and why. */
interface Cut {
  readonly path: Path;
  readonly to: number;
  readonly limit: Limit;
}

export const isAt =
  (path: Path) =>
  (size: Size): boolean =>
    size.path.join('.') === path.join('.');

const withCut = (experiment: Experiment, { path, to }: Cut): Experiment =>
  sizesOf(experiment).find(isAt(path))?.set(to) ?? experiment;

/** The largest of the values, ascending, with which nothing is exceeded. */
export const largestFit = (values: readonly number[], set: Size['set'], budget: Budget): number | undefined => {
  const fits = (place: number): boolean => {
    const value = values[place];
    return value !== undefined && exceeded(set(value), budget) === undefined;
  };
  if (!fits(0)) return undefined;
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return values[low];
};

/** The first number that is enough by itself; or else the first that takes away this share, as small as may be. */
const cutOf = (
  experiment: Experiment,
  { budget, limit }: Excess,
  sizes: readonly Size[],
  share: number,
): Cut | undefined => {
  for (const { path, smaller, set } of sizes) {
    const to = largestFit(smaller(), set, budget);
    if (to !== undefined) return { path, to, limit };
  }
  const enough = (1 - share) * workOf(experiment)[limit];
  for (const { path, smaller, set } of sizes) {
    const [to] = smaller();
    if (to !== undefined && workOf(set(to))[limit] < enough) return { path, to, limit };
  }
  return undefined;
};

const gently = (size: Size): Size => ({
  ...size,
  smaller: () => size.smaller().filter((value) => value >= size.gentle),
});

const nextCut = (experiment: Experiment, excess: Excess): Cut | undefined => {
  const sizes = sizesOf(experiment);
  return (
    cutOf(experiment, excess, sizes.map(gently), 0.25) ??
    cutOf(experiment, excess, sizes, 0.25) ??
    cutOf(experiment, excess, sizes, 0)
  );
};

/** Enough numbers made smaller, one after another. */
const cutsOf = (experiment: Experiment, budget: Budget): readonly Cut[] => {
  const cuts: Cut[] = [];
  let now = experiment;
  for (let limit = exceeded(now, budget); limit !== undefined; limit = exceeded(now, budget)) {
    const cut = nextCut(now, { budget, limit });
    if (cut === undefined) break;
    const former = cuts.findIndex(({ path }) => path.join('.') === cut.path.join('.'));
    if (former >= 0) cuts.splice(former, 1);
    cuts.push(cut);
    now = withCut(now, cut);
  }
  return cuts;
};

/** Takes back what of the earlier cuts the later ones made needless. */
const relaxed = (experiment: Experiment, budget: Budget, cuts: readonly Cut[]): readonly Cut[] =>
  cuts.reduce<readonly Cut[]>((kept, cut) => {
    const size = sizesOf(experiment).find(isAt(cut.path));
    if (size === undefined) return kept;
    const others = kept.filter((other) => other !== cut);
    const values = [...size.smaller().filter((value) => value >= cut.to), size.now];
    const to = largestFit(values, (value) => others.reduce(withCut, size.set(value)), budget) ?? cut.to;
    return to === size.now ? others : [...others, { ...cut, to }];
  }, cuts);

/** What is allowed of a number at most, to follow “must be” or “can be”. */
export const allowedAtMost = (most: number, limit: Limit): string => `at most ${most} to ${reasons[limit]}`;

/** Numbers that are too large for a complete experiment without other faults, each with the largest that it may be. */
export const overBudget = (experiment: Experiment, budget: Budget): readonly Fault[] => {
  const sizes = sizesOf(experiment);
  return relaxed(experiment, budget, cutsOf(experiment, budget)).map(({ path, to, limit }) => {
    const isRuns = path[0] === 'runs';
    return {
      path,
      type: overBudgetType,
      requirement: isRuns ? experiment.runs.slice(0, to) : to,
      allowed: allowedAtMost(to, limit),
      value: isRuns ? experiment.runs : sizes.find(isAt(path))?.now,
    };
  });
};
