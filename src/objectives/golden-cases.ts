/** The golden cases of golden/README.md, for every evaluator to agree with. */
import { type GroupCase, isGroupCase, type PairCase, parseCases } from './cases';
import groupwise from './golden/groupwise.json';
import pairwise from './golden/pairwise.json';

const cases = [...parseCases(pairwise), ...parseCases(groupwise)];

export const goldenPairs: readonly PairCase[] = cases.filter((value): value is PairCase => !isGroupCase(value));
export const goldenGroups: readonly GroupCase[] = cases.filter(isGroupCase);
