/** How much work and memory an experiment may take, and what of it is made smaller where it asks for more. */
import type { Experiment } from '../settings/experiment';
import { type Fault, overBudgetType } from './faults';
import type { Path } from './plain';
import { type Size, sizesOf } from './sizes';
import { type Work, workOf } from './work';

/**
 * In milliseconds and megabytes. The page hears nothing while a step is taken or a report is made, and a reference is fine-tuned before the first
 * frame. With these, whatever a link asks for, Pause is obeyed within a third of a second on a machine half as fast as
 * the one that `workOf` speaks of, the first frame comes within five seconds on that one, and all stays under 1 GB.
 */
const limits = {
  step: { most: 160, reason: 'keep each step short' },
  report: { most: 160, reason: 'keep each report short' },
  fineTuning: { most: 4500, reason: 'keep fine-tuning short' },
  megabytes: { most: 400, reason: 'fit into memory' },
} as const satisfies Partial<Record<keyof Work, { readonly most: number; readonly reason: string }>>;

export type Limit = keyof typeof limits;

const limitNames = Object.keys(limits) as readonly Limit[];

/** The first limit that the experiment exceeds. */
export const exceeded = (experiment: Experiment): Limit | undefined => {
  const work = workOf(experiment);
  return limitNames.find((name) => work[name] > limits[name].most);
};

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
export const largestFit = (values: readonly number[], set: Size['set']): number | undefined => {
  const fits = (place: number): boolean => {
    const value = values[place];
    return value !== undefined && exceeded(set(value)) === undefined;
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
const cutOf = (experiment: Experiment, limit: Limit, sizes: readonly Size[], share: number): Cut | undefined => {
  for (const { path, smaller, set } of sizes) {
    const to = largestFit(smaller(), set);
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

const nextCut = (experiment: Experiment, limit: Limit): Cut | undefined => {
  const sizes = sizesOf(experiment);
  return (
    cutOf(experiment, limit, sizes.map(gently), 0.25) ??
    cutOf(experiment, limit, sizes, 0.25) ??
    cutOf(experiment, limit, sizes, 0)
  );
};

/** Enough numbers made smaller, one after another. */
const cutsOf = (experiment: Experiment): readonly Cut[] => {
  const cuts: Cut[] = [];
  let now = experiment;
  for (let limit = exceeded(now); limit !== undefined; limit = exceeded(now)) {
    const cut = nextCut(now, limit);
    if (cut === undefined) break;
    const former = cuts.findIndex(({ path }) => path.join('.') === cut.path.join('.'));
    if (former >= 0) cuts.splice(former, 1);
    cuts.push(cut);
    now = withCut(now, cut);
  }
  return cuts;
};

/** Takes back what of the earlier cuts the later ones made needless. */
const relaxed = (experiment: Experiment, cuts: readonly Cut[]): readonly Cut[] =>
  cuts.reduce<readonly Cut[]>((kept, cut) => {
    const size = sizesOf(experiment).find(isAt(cut.path));
    if (size === undefined) return kept;
    const others = kept.filter((other) => other !== cut);
    const values = [...size.smaller().filter((value) => value >= cut.to), size.now];
    const to = largestFit(values, (value) => others.reduce(withCut, size.set(value))) ?? cut.to;
    return to === size.now ? others : [...others, { ...cut, to }];
  }, cuts);

/** What is allowed of a number at most, to follow “must be” or “can be”. */
export const allowedAtMost = (most: number, limit: Limit): string => `at most ${most} to ${limits[limit].reason}`;

/** Numbers that are too large for a complete experiment without other faults, each with the largest that it may be. */
export const overBudget = (experiment: Experiment): readonly Fault[] => {
  const sizes = sizesOf(experiment);
  return relaxed(experiment, cutsOf(experiment)).map(({ path, to, limit }) => {
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
