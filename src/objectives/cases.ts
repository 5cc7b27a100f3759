/** Cases to evaluate an objective on, in the form of golden/README.md, and their validation. */
// biome-ignore lint/style/noRestrictedImports: reads files of cases, which never happens on the page.
import * as v from 'valibot';

const numbers = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1));
const table = v.pipe(v.array(numbers), v.minLength(1));
const params = v.optional(v.record(v.string(), v.union([v.pipe(v.number(), v.finite()), v.string(), v.boolean()])), {});
const expected = v.optional(v.array(v.number()));

const pairCase = v.object({
  objective: v.string(),
  params,
  logpChosen: numbers,
  logpRejected: numbers,
  refChosen: numbers,
  refRejected: numbers,
  lenChosen: numbers,
  lenRejected: numbers,
  loss: expected,
  gradChosen: expected,
  gradRejected: expected,
});

const groupCase = v.object({
  objective: v.string(),
  params,
  K: v.pipe(v.number(), v.integer(), v.minValue(2)),
  groups: v.pipe(v.number(), v.integer(), v.minValue(1)),
  logp: table,
  ref: table,
  reward: table,
  length: table,
  meanLoss: v.optional(v.number()),
});

/** Log-probabilities of pairs; every array has one entry a pair. Expected results may be given. */
export type PairCase = v.InferOutput<typeof pairCase>;
/** Scored candidates; every table is [groups, K]. The expected result may be given. */
export type GroupCase = v.InferOutput<typeof groupCase>;
export type Case = PairCase | GroupCase;

/** A case, or a file of cases, that cannot be evaluated; the message says which and why. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

const pairArrays = ['logpRejected', 'refChosen', 'refRejected', 'lenChosen', 'lenRejected'] as const;
const groupTables = ['logp', 'ref', 'reward', 'length'] as const;

export const isGroupCase = (value: Case): value is GroupCase => 'K' in value;

const shapeProblem = (value: Case): string | undefined => {
  if (isGroupCase(value)) {
    const wrong = groupTables.find(
      (name) => value[name].length !== value.groups || value[name].some((row) => row.length !== value.K),
    );
    return wrong && `"${wrong}" is not ${value.groups} groups of ${value.K}`;
  }
  const pairs = value.logpChosen.length;
  const wrong = pairArrays.find((name) => value[name].length !== pairs);
  return wrong && `"${wrong}" has ${value[wrong].length} entries where "logpChosen" has ${pairs}`;
};

const parseCase = (value: unknown, index: number): Case => {
  const isGroup = typeof value === 'object' && value !== null && ('K' in value || 'logp' in value);
  const result = v.safeParse(isGroup ? groupCase : pairCase, value);
  if (!result.success) {
    const [issue] = result.issues;
    throw new CaseError(`case ${index}: ${v.getDotPath(issue) ?? 'the case'}: ${issue.message}`);
  }
  const problem = shapeProblem(result.output);
  if (problem !== undefined) throw new CaseError(`case ${index} (${result.output.objective}): ${problem}`);
  return result.output;
};

/** Cases from parsed JSON, pairwise or groupwise; throws `CaseError`. */
export const parseCases = (json: unknown): readonly Case[] => {
  if (!Array.isArray(json)) throw new CaseError('expected a list of cases');
  return json.map(parseCase);
};
