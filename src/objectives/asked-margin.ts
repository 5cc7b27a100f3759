/** The margin at which an objective is content: where its slope in log π_θ/π_ref of the chosen less the rejected changes sign. */
import type { FieldValues } from '../settings/fields';
import { type Case, CaseError, type PairCase } from './cases';
import { evaluateCase } from './evaluate';
import { objectiveById } from './index';

/** So many margins, nats, ascending in equal steps to the last one. */
const upTo = (high: number, count: number, low = 0): readonly number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * (i + 1)) / count);

/** Where the slope is looked at first; few, as most objectives are never content, and all are asked while the page draws. */
const everywhere = upTo(50, 200);
/** Margins between two of those, where the sign changes. */
const between = 50;

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

const pairsAt = (
  objective: string,
  knobs: FieldValues,
  margins: readonly number[],
  { aboveReference, tokens }: Standing,
): PairCase => {
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

/** Of the steepest slope: what is flatter is lost to rounding, as where σ has come to 1, and wants no end. */
const flattest = 1e-9;

/** The last place at which the slope is negative before it no longer is; −1 where it is so always, or nowhere. */
const lastBelow = (slopes: readonly number[]): number => {
  const steep = flattest * Math.max(...slopes.map(Math.abs));
  return slopes.findIndex((slope, i) => slope < -steep && (slopes[i + 1] ?? Number.NaN) >= 0);
};

/**
 * In nats, for a pair that is labelled once and for all; null for an objective that is never content, reads more than the
 * margin, or does not learn from pairs.
 */
export const askedMargin = (objective: string, knobs: FieldValues): number | null => {
  if (objectiveById(objective)?.kind !== 'pairwise') return null;
  const slopesAt = (margins: readonly number[], standing: Standing = { aboveReference: 0, tokens: 1 }) =>
    slopesOf(pairsAt(objective, knobs, margins, standing));
  const here = slopesAt(everywhere);
  if (here === null) return null;
  const place = lastBelow(here.chosen);
  if (place < 0) return null;
  const there = slopesAt(everywhere, { aboveReference: -2, tokens: 3 });
  const opposite = here.rejected.map((slope) => -slope);
  if (there === null || !agree(here.chosen, there.chosen) || !agree(here.chosen, opposite)) return null;
  const low = everywhere[place] ?? 0;
  const closer = [low, ...upTo(everywhere[place + 1] ?? low, between, low)];
  const slopes = slopesAt(closer)?.chosen ?? [];
  const last = lastBelow(slopes);
  if (last < 0) return null;
  const [below = 0, above = 0] = slopes.slice(last);
  const [start = low, end = low] = closer.slice(last);
  return start + ((end - start) * -below) / (above - below);
};
