/** Cases to evaluate an objective on, pairs and groups in the form of golden/README.md, and their validation. */
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

const tokenCase = v.object({
  objective: v.string(),
  params,
  tokensChosen: table,
  tokensRejected: table,
  refTokensChosen: table,
  refTokensRejected: table,
  klChosen: v.optional(table),
  klRejected: v.optional(table),
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
/**
 * Log-probabilities of the tokens of pairs, and KL(π_ref‖π) where each was chosen, which not every objective reads;
 * every table has one row a pair, as long as the pair's response.
 */
export type TokenCase = v.InferOutput<typeof tokenCase>;
/** Scored candidates; every table is [groups, K]. The expected result may be given. */
export type GroupCase = v.InferOutput<typeof groupCase>;
export type Case = PairCase | TokenCase | GroupCase;

/** A case, or a file of cases, that cannot be evaluated; the message says which and why. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

const pairArrays = ['logpRejected', 'refChosen', 'refRejected', 'lenChosen', 'lenRejected'] as const;
const tokenTables = [
  ['refTokensChosen', 'tokensChosen'],
  ['klChosen', 'tokensChosen'],
  ['refTokensRejected', 'tokensRejected'],
  ['klRejected', 'tokensRejected'],
] as const;
const groupTables = ['logp', 'ref', 'reward', 'length'] as const;

export const isGroupCase = (value: Case): value is GroupCase => 'K' in value;
export const isTokenCase = (value: Case): value is TokenCase => 'tokensChosen' in value;

const sameLengths = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): boolean =>
  a.length === b.length && a.every((row, i) => row.length === b[i]?.length);

const tokenProblem = (value: TokenCase): string | undefined => {
  const { tokensChosen, tokensRejected } = value;
  if (tokensRejected.length !== tokensChosen.length) {
    return `"tokensRejected" has ${tokensRejected.length} pairs where "tokensChosen" has ${tokensChosen.length}`;
  }
  for (const [name, tokens] of tokenTables) {
    const table = value[name];
    if (table !== undefined && !sameLengths(table, value[tokens]))
      return `"${name}" has not the lengths of "${tokens}"`;
  }
  return undefined;
};

const shapeProblem = (value: Case): string | undefined => {
  if (isTokenCase(value)) return tokenProblem(value);
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

const schemaOf = (value: unknown) => {
  if (typeof value !== 'object' || value === null) return pairCase;
  if ('K' in value || 'logp' in value) return groupCase;
  return 'tokensChosen' in value ? tokenCase : pairCase;
};

/** What the schema makes of the case at this place in its list; throws `CaseError`, which names it by its place. */
export const parseAs = <Output>(schema: v.GenericSchema<unknown, Output>, value: unknown, index: number): Output => {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new CaseError(`case ${index}: ${v.getDotPath(issue) ?? 'the case'}: ${issue.message}`);
};

/** A case from parsed JSON: pairs, pairs with their tokens, or groups; throws `CaseError` as `parseAs` does. */
export const parseCase = (value: unknown, index: number): Case => {
  const output = parseAs<Case>(schemaOf(value), value, index);
  const problem = shapeProblem(output);
  if (problem !== undefined) throw new CaseError(`case ${index} (${output.objective}): ${problem}`);
  return output;
};

/** The cases of a file, each to be parsed; throws `CaseError` where the JSON is no list. */
export const caseList = (json: unknown): readonly unknown[] => {
  if (!Array.isArray(json)) throw new CaseError('expected a list of cases');
  return json;
};

export const parseCases = (json: unknown): readonly Case[] => caseList(json).map(parseCase);
