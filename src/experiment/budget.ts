/** How much work and memory an experiment may take, and what of it is made smaller where it asks for more. */
import type { Experiment } from './experiment';
import { type Fault, misfit } from './faults';
import type { Path } from './plain';
import { placeName } from './problems';
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

type Limit = keyof typeof limits;

const limitNames = Object.keys(limits) as readonly Limit[];

const exceeded = (experiment: Experiment): Limit | undefined => {
  const work = workOf(experiment);
  return limitNames.find((name) => work[name] > limits[name].most);
};

/** One number made smaller, and why. */
interface Cut {
  readonly path: Path;
  readonly to: number;
  readonly limit: Limit;
}

const isAt =
  (path: Path) =>
  (size: Size): boolean =>
    size.path.join('.') === path.join('.');

const withCut = (experiment: Experiment, { path, to }: Cut): Experiment =>
  sizesOf(experiment).find(isAt(path))?.set(to) ?? experiment;

/** The largest of the values, ascending, with which nothing is exceeded. */
const largestFit = (values: readonly number[], set: Size['set']): number | undefined => {
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
    const to = largestFit(smaller, set);
    if (to !== undefined) return { path, to, limit };
  }
  const enough = (1 - share) * workOf(experiment)[limit];
  for (const { path, smaller, set } of sizes) {
    const [to] = smaller;
    if (to !== undefined && workOf(set(to))[limit] < enough) return { path, to, limit };
  }
  return undefined;
};

const gently = (size: Size): Size => ({ ...size, smaller: size.smaller.filter((value) => value >= size.gentle) });

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
    const values = [...size.smaller.filter((value) => value >= cut.to), size.now];
    const to = largestFit(values, (value) => others.reduce(withCut, size.set(value))) ?? cut.to;
    return to === size.now ? others : [...others, { ...cut, to }];
  }, cuts);

const allowed = ({ to, limit }: Pick<Cut, 'to' | 'limit'>): string => `at most ${to} to ${limits[limit].reason}`;

/** What must be smaller in a complete experiment without other faults, each with the largest value that may be had. */
export const overBudget = (experiment: Experiment): readonly Fault[] => {
  const sizes = sizesOf(experiment);
  return relaxed(experiment, cutsOf(experiment)).map((cut) =>
    cut.path[0] === 'runs'
      ? {
          path: cut.path,
          type: 'max_length',
          requirement: cut.to,
          allowed: allowed(cut),
          value: experiment.runs,
        }
      : misfit(cut.path, sizes.find(isAt(cut.path))?.now, allowed(cut), cut.to),
  );
};

/** An experiment held to its budget, and in words what holds it, if anything does. */
interface Held {
  readonly experiment: Experiment;
  readonly reason: string | null;
}

/**
 * The experiment with the number that was just changed no larger than the budget lets it be, where that is enough: the
 * visitor's own slider stops, rather than that another one moves.
 */
export const heldToBudget = (experiment: Experiment, former: Experiment): Held => {
  const limit = exceeded(experiment);
  if (limit === undefined) return { experiment, reason: null };
  const before = sizesOf(former);
  for (const { path, now, smaller, set } of sizesOf(experiment)) {
    const formerly = before.find(isAt(path))?.now ?? now;
    const to = largestFit(
      smaller.filter((value) => value >= formerly),
      set,
    );
    if (to === undefined) continue;
    return { experiment: set(to), reason: `${placeName(path)} can be ${allowed({ to, limit })} beside the rest.` };
  }
  return { experiment, reason: null };
};
