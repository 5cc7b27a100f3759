/** The nearest valid experiment to whatever came from outside, and in words everything that had to change. */

import { entryById } from '../objectives';
import type { Experiment } from '../settings/experiment';
import { describeFault, type Fault, overBudgetType } from './faults';
import { isPlainRecord, type Path, type PlainRecord, plainCopy } from './plain';
import { placeName, quote, shortened } from './problems';
import { withoutMethods } from './recipes';
import { withoutRuns } from './run-numbers';
import { allowances, judge } from './schema';

export interface Repaired {
  readonly experiment: Experiment;
  readonly changes: readonly string[];
}

/** Each round mends every fault that is visible; mending can uncover others, but only a few layers deep. */
const mostRounds = 8;

type Container = PlainRecord | unknown[];

/** What holds the value at `path`; undefined where something above it has been taken away already. */
const containerOf = (root: PlainRecord, path: Path): Container | undefined => {
  let container: unknown = root;
  for (const name of path.slice(0, -1)) {
    container = Array.isArray(container)
      ? container[Number(name)]
      : isPlainRecord(container)
        ? container[name]
        : undefined;
  }
  return Array.isArray(container) || isPlainRecord(container) ? container : undefined;
};

const put = (container: Container, name: string | number, value: unknown): void => {
  if (Array.isArray(container)) container[Number(name)] = value;
  else container[name] = value;
};

/** The value allowed there that is nearest; undefined where there is none but the default. */
const nearest = ({ type, requirement, value }: Fault): unknown => {
  if (type === 'misfit' || type === overBudgetType) return requirement;
  if (type === 'min_value' || type === 'max_value') return Number(requirement);
  return type === 'integer' ? Math.round(Number(value)) : undefined;
};

/** Faults of a run that leave nothing to mend. */
const isLostRun = ({ path }: Fault): boolean =>
  path[0] === 'runs' && (path.length === 2 || (path.length === 3 && path[2] === 'objective'));

/** Of an unknown world, policy or ingredient the parameters mean nothing either; of a list with a wrong entry, the entries. */
const replacedWhole = (root: PlainRecord, path: Path): Path => {
  if (path.at(-1) === 'id' && path.at(-2) !== 'knobs') return path.slice(0, -1);
  return Array.isArray(containerOf(root, path)) ? path.slice(0, -1) : path;
};

const isKnownRun = (run: unknown): boolean =>
  isPlainRecord(run) && typeof run.objective === 'string' && entryById(run.objective) !== undefined;

/** Makes what would hold the value at `path` where a default holds it so far. */
const makeWayTo = (root: PlainRecord, path: Path): void => {
  let container: PlainRecord = root;
  for (const name of path.slice(0, -1)) {
    const inside = container[name] ?? {};
    if (!isPlainRecord(inside)) return;
    container[name] = inside;
    container = inside;
  }
};

/** Mends one fault in place and says how. */
const mend = (root: PlainRecord, fault: Fault): string => {
  const { path, type, requirement } = fault;
  const name = path.at(-1);
  if (type === overBudgetType) makeWayTo(root, path);
  const container = containerOf(root, path);
  if (name === undefined || container === undefined) return 'it was replaced with the rest';
  const near = nearest(fault);
  if (near !== undefined) {
    put(container, name, near);
    return `it is ${quote(near)} now`;
  }
  if (type === 'max_length' && Array.isArray(fault.value)) {
    put(container, name, fault.value.slice(0, Number(requirement)));
    return `the first ${Number(requirement)} were kept`;
  }
  const whole = replacedWhole(root, path);
  const holder = containerOf(root, whole);
  if (isPlainRecord(holder)) delete holder[String(whole.at(-1))];
  return type === 'never' ? 'it was left out' : 'the default was taken instead';
};

/**
 * For the page. Never throws, and `checkExperiment` accepts what it returns. Names that do not exist are left out, numbers are moved
 * into their range, values of the wrong type give way to the default, and runs of unknown objectives are dropped.
 */
export const repairExperiment = (raw: unknown): Repaired => {
  const { value, refused } = plainCopy(raw);
  const changes = refused.map((path) => `${placeName(path)} is not a setting; it was left out.`);
  const root: PlainRecord = isPlainRecord(value) ? withoutMethods(value) : {};
  if (!isPlainRecord(value))
    changes.push(`An experiment must be settings by name, not ${quote(value)}; this is the opening lesson.`);
  /** Where each run that is left stood at first, so that messages keep to what the visitor wrote. */
  let places: readonly number[] = Array.isArray(root.runs) ? root.runs.map((_, i) => i) : [];

  const describe = (fault: Fault): string => {
    const [first, index, ...rest] = fault.path;
    const isInRun = first === 'runs' && typeof index === 'number';
    return describeFault(isInRun ? { ...fault, path: ['runs', places[index] ?? index, ...rest] } : fault);
  };

  /** Leaves out these runs, and the mixes that are made of one of them. */
  const leaveOut = (runs: readonly unknown[], lost: ReadonlySet<number>): void => {
    const kept = withoutRuns(
      runs.map((run) => (isPlainRecord(run) ? run : {})),
      lost,
    );
    for (const i of runs.keys()) {
      if (!lost.has(i) && !kept.rows.includes(i))
        changes.push(`run ${(places[i] ?? i) + 1} is made of a run that was left out; it was left out too.`);
    }
    places = kept.rows.map((row) => places[row] ?? row);
    root.runs = kept.runs;
  };

  const { runs } = root;
  if (Array.isArray(runs) && runs.length > allowances.page.runs) {
    // Of more runs than there may be the first are kept: those that say nothing must not crowd out the others.
    const unknown = new Set(places.filter((i) => !isKnownRun(runs[i])));
    if (unknown.size > 0 && unknown.size < runs.length) {
      changes.push(`Of ${runs.length} runs, ${unknown.size} name no known objective and were left out.`);
      leaveOut(runs, unknown);
    }
  }

  for (let round = 0; round < mostRounds; round++) {
    const judged = judge(root, allowances.page);
    if ('experiment' in judged) return { experiment: judged.experiment, changes: shortened(changes) };
    const lost = new Set<number>();
    for (const fault of judged.faults) {
      if (isLostRun(fault)) lost.add(Number(fault.path[1]));
      changes.push(`${describe(fault)}; ${isLostRun(fault) ? 'this run was left out' : mend(root, fault)}.`);
    }
    if (Array.isArray(root.runs) && lost.size > 0) {
      leaveOut(root.runs, lost);
      if (root.runs.length === 0) {
        delete root.runs;
        changes.push('No run was left, so those its world opens with were taken.');
      }
    }
  }
  const { experiment } = repairExperiment({});
  return { experiment, changes: shortened([...changes, 'Too much was wrong; this is the opening lesson.']) };
};
