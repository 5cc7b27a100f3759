/** The nearest valid experiment to whatever came from outside, and in words everything that had to change. */

import { objectiveById } from '../objectives';
import type { Experiment } from './experiment';
import { describeFault, type Fault } from './faults';
import { maxRuns } from './limits';
import { isPlainRecord, type Path, type PlainRecord, plainCopy } from './plain';
import { placeName, quote, shortened } from './problems';
import { judge } from './schema';

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
  if (type === 'misfit') return requirement;
  if (type === 'min_value' || type === 'max_value') return Number(requirement);
  return type === 'integer' ? Math.round(Number(value)) : undefined;
};

/** Faults of a run that leave nothing to mend. */
const isLostRun = ({ path }: Fault): boolean =>
  path[0] === 'runs' && (path.length === 2 || (path.length === 3 && path[2] === 'objective'));

/** Of an unknown world or policy the parameters mean nothing either; of a list with a wrong entry, the entries. */
const replacedWhole = (root: PlainRecord, path: Path): Path => {
  if (path.length === 2 && path[1] === 'id') return path.slice(0, 1);
  return Array.isArray(containerOf(root, path)) ? path.slice(0, -1) : path;
};

const isKnownRun = (run: unknown): boolean =>
  isPlainRecord(run) && typeof run.objective === 'string' && objectiveById(run.objective) !== undefined;

/** Mends one fault in place and says how. */
const mend = (root: PlainRecord, fault: Fault): string => {
  const { path, type, requirement } = fault;
  const name = path.at(-1);
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
 * Never throws, and `checkExperiment` accepts what it returns. Names that do not exist are left out, numbers are moved
 * into their range, values of the wrong type give way to the default, and runs of unknown objectives are dropped.
 */
export const repairExperiment = (raw: unknown): Repaired => {
  const { value, refused } = plainCopy(raw);
  const changes = refused.map((path) => `${placeName(path)} is not a setting; it was left out.`);
  const root: PlainRecord = isPlainRecord(value) ? value : {};
  if (root !== value)
    changes.push(`An experiment must be settings by name, not ${quote(value)}; this is the opening lesson.`);
  /** Where each run that is left stood at first, so that messages keep to what the visitor wrote. */
  let places: readonly number[] = Array.isArray(root.runs) ? root.runs.map((_, i) => i) : [];

  const describe = (fault: Fault): string => {
    const [first, index, ...rest] = fault.path;
    const isInRun = first === 'runs' && typeof index === 'number';
    return describeFault(isInRun ? { ...fault, path: ['runs', places[index] ?? index, ...rest] } : fault);
  };

  const { runs } = root;
  if (Array.isArray(runs) && runs.length > maxRuns) {
    // Of more runs than there may be the first are kept: those that say nothing must not crowd out the others.
    const known = places.filter((i) => isKnownRun(runs[i]));
    if (known.length > 0 && known.length < runs.length) {
      places = known;
      root.runs = known.map((i) => runs[i]);
      changes.push(`Of ${runs.length} runs, ${runs.length - known.length} name no known objective and were left out.`);
    }
  }

  for (let round = 0; round < mostRounds; round++) {
    const judged = judge(root);
    if ('experiment' in judged) return { experiment: judged.experiment, changes: shortened(changes) };
    const lost = new Set<number>();
    for (const fault of judged.faults) {
      if (isLostRun(fault)) lost.add(Number(fault.path[1]));
      changes.push(`${describe(fault)}; ${isLostRun(fault) ? 'this run was left out' : mend(root, fault)}.`);
    }
    if (Array.isArray(root.runs) && lost.size > 0) {
      const kept = root.runs.filter((_, i) => !lost.has(i));
      places = places.filter((_, i) => !lost.has(i));
      if (kept.length > 0) root.runs = kept;
      else {
        delete root.runs;
        changes.push('No run was left, so those its world opens with were taken.');
      }
    }
  }
  const { experiment } = repairExperiment({});
  return { experiment, changes: shortened([...changes, 'Too much was wrong; this is the opening lesson.']) };
};
