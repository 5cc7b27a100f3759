/** The golden cases of golden/README.md, for every evaluator to agree with. */
import { type GroupCase, isGroupCase, type PairCase, parseCases } from './cases';
import groupwise from './golden/groupwise.json';
import onPolicy from './golden/on-policy.json';
import pairwise from './golden/pairwise.json';
import { type OnPolicyCase, parseOnPolicy } from './on-policy-case';

const cases = [...parseCases(pairwise), ...parseCases(groupwise)];

export const goldenPairs: readonly PairCase[] = cases.filter((value): value is PairCase => !isGroupCase(value));
export const goldenGroups: readonly GroupCase[] = cases.filter(isGroupCase);
export const goldenOnPolicy: readonly OnPolicyCase[] = onPolicy.map(parseOnPolicy);

const resultNames = [
  'meanLoss',
  'advantage',
  'returns',
  'tokenReward',
  'policyLoss',
  'valueLoss',
  'value',
  'mean',
  'mixtureLogp',
  'clipped',
];

/** Numbers of a field, or of a result, in order. */
export const flattened = (field: unknown): readonly number[] =>
  Array.isArray(field) ? field.flatMap(flattened) : [typeof field === 'number' ? field : Number.NaN];

/** The results that an on-policy case states, by name, each as its numbers in order. */
export const statedResults = (value: OnPolicyCase): readonly (readonly [name: string, numbers: readonly number[]])[] =>
  Object.entries(value).flatMap(([name, field]) =>
    resultNames.includes(name) || name.startsWith('grad') ? [[name, flattened(field)] as const] : [],
  );
