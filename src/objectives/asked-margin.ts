/** The margin at which an objective is content: where its slope in log π_θ/π_ref of the chosen less the rejected changes sign. */
import type { FieldValues } from '../settings/fields';
import { type Case, CaseError, type PairCase } from './cases';
import { evaluateCase } from './evaluate';
import { objectiveById } from './index';

/** Margins at which the slope is looked at, nats, ascending. */
const margins: readonly number[] = Array.from({ length: 1000 }, (_, i) => 0.05 * (i + 1));

/** Where pairs with these margins stand otherwise, which an objective of the margin alone does not see. */
interface Standing {
  readonly aboveReference: number;
  readonly tokens: number;
}

interface Slopes {
  readonly chosen: readonly number[];
  readonly rejected: readonly number[];
}

/** Knobs are single values. */
const paramsOf = (knobs: FieldValues): PairCase['params'] =>
  Object.fromEntries(
    Object.entries(knobs).flatMap(([name, value]) => (typeof value === 'object' ? [] : [[name, value]])),
  );

const pairsAt = (objective: string, knobs: FieldValues, { aboveReference, tokens }: Standing): PairCase => {
  const each = (value: number): number[] => margins.map(() => value);
  return {
    objective,
    params: paramsOf(knobs),
    logpChosen: margins.map((margin) => aboveReference + margin - 4),
    logpRejected: each(aboveReference - 7),
    refChosen: each(-4),
    refRejected: each(-7),
    lenChosen: each(tokens),
    lenRejected: each(1),
    loss: undefined,
    gradChosen: undefined,
    gradRejected: undefined,
  };
};

/** Null where a single pair does not say. */
const slopesOf = (pairs: Case): Slopes | null => {
  try {
    const result = evaluateCase(pairs);
    return 'gradRejected' in result ? { chosen: result.gradChosen, rejected: result.gradRejected } : null;
  } catch (error) {
    if (error instanceof CaseError) return null;
    throw error;
  }
};

const agree = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, i) => Math.abs(value - (b[i] ?? Number.NaN)) <= 1e-9 * (1 + Math.abs(value)));

/**
 * In nats, for a pair that is labelled once and for all; null for an objective that is never content, reads more than the
 * margin, or does not learn from pairs.
 */
export const askedMargin = (objective: string, knobs: FieldValues): number | null => {
  if (objectiveById(objective)?.kind !== 'pairwise') return null;
  const here = slopesOf(pairsAt(objective, knobs, { aboveReference: 0, tokens: 1 }));
  const there = slopesOf(pairsAt(objective, knobs, { aboveReference: -2, tokens: 3 }));
  if (here === null || there === null) return null;
  const { chosen, rejected } = here;
  const isOfMarginAlone =
    agree(chosen, there.chosen) &&
    agree(
      chosen,
      rejected.map((slope) => -slope),
    );
  const after = chosen.findIndex((slope, i) => i > 0 && slope >= 0 && (chosen[i - 1] ?? 0) < 0);
  if (!isOfMarginAlone || after < 1) return null;
  const [low = 0, high = 0] = [chosen[after - 1], chosen[after]];
  return (margins[after - 1] ?? 0) + (0.05 * -low) / (high - low);
};
