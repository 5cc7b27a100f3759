/** What an oracle is: a kind of case, how one is written, and what is computed for it. */
import * as v from 'valibot';
import { CaseError } from '../objectives/cases';

export interface Oracle {
  readonly kind: string;
  /** The fields that it reads; all others of a golden case are expected of it. */
  readonly inputs: readonly string[];
  /** The expected fields under the names of golden/family.md. Throws `CaseError` where the case is not written so. */
  readonly answer: (value: unknown) => Readonly<Record<string, unknown>>;
}

const finite = v.pipe(v.number(), v.finite());

/** Pieces of which cases are written. */
export const form = {
  number: finite,
  positive: v.pipe(finite, v.gtValue(0)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1)),
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  numbers: v.pipe(v.array(finite), v.minLength(1)),
  table: v.pipe(v.array(v.pipe(v.array(finite), v.minLength(1))), v.minLength(1)),
} as const;

const described = (issue: v.BaseIssue<unknown>): string => `${v.getDotPath(issue) ?? 'the case'}: ${issue.message}`;

/** An oracle of cases with these fields. */
export const oracle = <const Entries extends v.ObjectEntries>(
  kind: string,
  fields: Entries,
  compute: (inputs: v.InferOutput<v.ObjectSchema<Entries, undefined>>) => Readonly<Record<string, unknown>>,
): Oracle => {
  const schema = v.object(fields);
  return {
    kind,
    inputs: Object.keys(fields),
    answer: (value) => {
      const result = v.safeParse(schema, value);
      if (!result.success) throw new CaseError(described(result.issues[0]));
      return compute(result.output);
    },
  };
};
