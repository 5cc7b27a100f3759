/** The Bradley–Terry scores that fit preferences best, whether or not any scores explain them. */
import { exp, log } from './elementary';
import type { Preference } from './preference';

const rounds = 20_000;

/**
 * Maximum-likelihood scores, mean 0, where answers i and j are compared `weights[i][j]` of the time: what DPO learns of
 * preferences that are no scores, as π ∝ π_ref e^{s/β}. By minorisation and maximisation (Hunter, 2004).
 */
export const bradleyTerryScores = (
  preference: Preference,
  weights: readonly (readonly number[])[],
): readonly number[] => {
  const answers = preference.map((_, i) => i);
  const others = (i: number): readonly number[] => answers.filter((j) => j !== i);
  const compared = (i: number, j: number): number => (weights[i]?.[j] ?? 0) + (weights[j]?.[i] ?? 0);
  const wins = answers.map((i) => others(i).reduce((sum, j) => sum + compared(i, j) * (preference[i]?.[j] ?? 0), 0));
  let strengths = answers.map(() => 1);
  for (let round = 0; round < rounds; round++) {
    const before = strengths;
    const at = (i: number): number => before[i] ?? 1;
    const next = answers.map(
      (i) => (wins[i] ?? 0) / others(i).reduce((sum, j) => sum + compared(i, j) / (at(i) + at(j)), 0),
    );
    const mean = next.reduce((sum, strength) => sum + log(strength), 0) / next.length;
    strengths = next.map((strength) => strength / exp(mean));
  }
  return strengths.map(log);
};
