/** Single things that are wrong with an experiment: what repair mends and messages speak of. */
import type * as v from 'valibot';
import type { FieldValue } from '../settings/fields';
import type { Path } from './plain';
import { placeName, quote } from './problems';

/** One thing that is wrong, and the validation that says so: `never` an unknown name, `min_value` too small. */
export interface Fault {
  readonly path: Path;
  readonly type: string;
  readonly requirement: unknown;
  /** What is allowed there. */
  readonly allowed: string;
  readonly value: unknown;
}

/** The type of a number that asks for more work or memory than the budget has; `requirement` is the most it may be. */
export const overBudgetType = 'over_budget';

export const faultOf = (issue: v.BaseIssue<unknown>): Fault => {
  const last = issue.path?.at(-1);
  return {
    path: (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key))),
    type: issue.type,
    requirement: issue.requirement,
    allowed: issue.message,
    value: last === undefined ? issue.input : last.value,
  };
};

/** A value that does not go with the rest of the experiment; `nearest` does, and without one the default. */
export const misfit = (path: Path, value: unknown, allowed: string, nearest?: FieldValue): Fault => ({
  path,
  type: 'misfit',
  requirement: nearest,
  allowed,
  value,
});

/** What is wrong, as a sentence without its full stop. */
export const describeFault = ({ path, type, allowed, value }: Fault): string => {
  const place = placeName(path);
  if (type === 'never') return `${place} is not a setting (${allowed})`;
  if (value === undefined) return `${place} is missing; it must be ${allowed}`;
  return `${place} must be ${allowed}, not ${quote(value)}`;
};
