/** Golden cases on the current backend against the numbers computed outside the project. */
import type { Case } from '../objectives/cases';
import { type CaseResult, prepareCase } from '../objectives/evaluate';
import { flattened, goldenGroups, goldenOnPolicy, goldenPairs, statedResults } from '../objectives/golden-cases';
import { prepareOnPolicy } from '../objectives/prepare-on-policy';
import { evaluateOnDevice } from './evaluate-on-device';

/** 1e-4 relative or 1e-6 absolute, whichever is larger. */
export const agrees = (actual: number, wanted: number): boolean =>
  Math.abs(actual - wanted) <= Math.max(1e-6, 1e-4 * Math.abs(wanted));

export const evaluateCaseOnDevice = async (value: Case): Promise<CaseResult> => {
  const { expressions, inputs, result } = prepareCase(value);
  return result(await evaluateOnDevice(expressions, inputs));
};

/** Every entry of a result that does not agree with what is wanted, in words. */
const misses = (name: string, actual: readonly number[], wanted: readonly number[]): readonly string[] =>
  wanted.flatMap((value, i) => {
    const found = actual[i] ?? Number.NaN;
    return agrees(found, value) ? [] : [`${name}[${i}] is ${found}, not ${value}`];
  });

/** Runs all golden cases on the current backend; returns how many numbers were compared and what disagrees. */
export const compareGolden = async (): Promise<{ compared: number; misses: readonly string[] }> => {
  const found: string[] = [];
  let compared = 0;
  const compare = (label: string, actual: readonly number[], wanted: readonly number[] | undefined): void => {
    if (wanted === undefined) throw new Error(`the golden case ${label} states no result`);
    compared += wanted.length;
    found.push(...misses(label, actual, wanted));
  };
  for (const value of goldenPairs) {
    const result = await evaluateCaseOnDevice(value);
    if (!('gradChosen' in result)) throw new Error('a pairwise case gave no gradients of pairs');
    const label = `${value.objective} ${JSON.stringify(value.params)}`;
    compare(`${label} loss`, result.loss, value.loss);
    compare(`${label} gradChosen`, result.gradChosen, value.gradChosen);
    compare(`${label} gradRejected`, result.gradRejected, value.gradRejected);
  }
  for (const value of goldenGroups) {
    const result = await evaluateCaseOnDevice(value);
    if (!('meanLoss' in result)) throw new Error('a groupwise case gave single losses');
    const wanted = value.meanLoss === undefined ? undefined : [value.meanLoss];
    compare(`${value.objective} ${JSON.stringify(value.params)} meanLoss`, [result.meanLoss], wanted);
  }
  for (const value of goldenOnPolicy) {
    const { expressions, inputs, result } = prepareOnPolicy(value);
    const results = result(await evaluateOnDevice(expressions, inputs));
    for (const [name, wanted] of statedResults(value)) {
      compare(`${value.objective} ${JSON.stringify(value.params)} ${name}`, flattened(results[name]), wanted);
    }
  }
  return { compared, misses: found };
};
