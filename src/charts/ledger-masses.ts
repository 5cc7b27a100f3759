/** Where probability lies between chosen and rejected responses: parts that sum to one, by step. */
import { type Masses, pairMasses } from '../math/pair-masses';
import type { Series } from '../state/series';
import type { Column } from './csv';

export const massParts = ['chosen', 'both', 'rejected', 'elsewhere'] as const;
export type MassPart = (typeof massParts)[number];

export interface MassCurve {
  readonly steps: readonly number[];
  readonly masses: readonly Masses[];
}

/** A followed pair, by its place; `isOne` where its two responses are one and the same. */
export interface FollowedPair {
  readonly place: number;
  readonly isOne: boolean;
}

/** Masses of one run over all pairs, or for one followed pair. */
export const massCurve = (series: Series, run: number, pair: FollowedPair | null): MassCurve => {
  if (pair !== null) {
    const { steps, chosen, rejected } = series.pairCurve(pair.place, run);
    const masses = chosen.map((logChosen, i) => pairMasses(logChosen, rejected[i] ?? 0, pair.isOne));
    return { steps, masses };
  }
  const { steps, values: chosen } = series.curve('chosenMass', run);
  const { values: both } = series.curve('bothMass', run);
  const { values: rejected } = series.curve('rejectedMass', run);
  const { values: other } = series.curve('otherMass', run);
  const masses = chosen.map((mass, i) => ({
    chosen: mass,
    both: both[i] ?? 0,
    rejected: rejected[i] ?? 0,
    elsewhere: other[i] ?? 0,
  }));
  return { steps, masses };
};

/** Change of log π of the chosen response, or of its mean over all pairs, since the start in nats; NaN before that. */
export const chosenShiftOf = (series: Series, run: number, pair: FollowedPair | null): number => {
  if (pair === null) return series.last('chosenShift', run);
  const { chosen } = series.pairCurve(pair.place, run);
  return (chosen.at(-1) ?? Number.NaN) - (chosen[0] ?? Number.NaN);
};

/** The parts that can hold anything: no response of a pair is in both unless there is but one. */
export const partsOf = (pair: FollowedPair | null): readonly MassPart[] =>
  pair === null ? massParts : massParts.filter((part) => pair.isOne === (part === 'both') || part === 'elsewhere');

/** A column for each run and part. */
export const massColumns = (
  series: Series,
  runs: readonly { readonly name: string }[],
  pair: FollowedPair | null,
): readonly Column[] =>
  runs.flatMap(({ name }, run) => {
    const { steps, masses } = massCurve(series, run, pair);
    return partsOf(pair).map((part) => ({
      name: `${name}: ${part}`,
      values: new Map(steps.map((step, i) => [step, masses[i]?.[part] ?? Number.NaN])),
    }));
  });

const mostPoints = 80;

/** Fewer points; the stride is a power of two, so that drawn points stay as the curve grows. */
export const fewer = ({ steps, masses }: MassCurve): MassCurve => {
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(steps.length / (mostPoints - 1))));
  const keep = (_: unknown, i: number): boolean => i % stride === 0 || i === steps.length - 1;
  return { steps: steps.filter(keep), masses: masses.filter(keep) };
};
