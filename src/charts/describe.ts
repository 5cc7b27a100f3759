/** What each chart shows now, in words, for those who do not see it. */
import { compactText, percentText } from '../settings/number-text';

/** A run's name with the numbers that are said of it. */
export interface Said {
  readonly name: string;
  readonly values: readonly number[];
}

const sentence = (parts: readonly string[]): string => (parts.length === 0 ? 'nothing yet' : parts.join('; '));

/** `values` of each run: the newest value; `rounds` are steps at which rounds begin. */
export const describeCurves = (
  title: string,
  subtitle: string,
  step: number | undefined,
  runs: readonly Said[],
  optimum: number | undefined,
  rounds: readonly number[] = [],
): string => {
  const heading = subtitle === '' ? title : `${title}, ${subtitle}`;
  const best = optimum === undefined ? '' : ` Exact optimum ${compactText(optimum)}.`;
  if (step === undefined) return `${heading}: no training yet.${best}`;
  const parts = runs.map(({ name, values: [value = Number.NaN] }) => `${name} ${compactText(value)}`);
  const round = rounds.findLast((begun) => begun <= step);
  const began = round === undefined ? '' : ` The latest round began at step ${round}.`;
  return `${heading}, at step ${step}: ${sentence(parts)}.${best}${began}`;
};

/** `values` of each policy: its most likely response, and the share of probability within 1 of that. */
export const describeDensities = (step: number | undefined, policies: readonly Said[]): string => {
  const parts = policies.map(
    ({ name, values: [mode = Number.NaN, share = Number.NaN] }) =>
      `${name} peaks at ${compactText(mode)} with ${percentText(share)} within 1 of it`,
  );
  const when = step === undefined ? 'before training' : `at step ${step}`;
  return `Probability of each response y, ${when}: ${sentence(parts)}.`;
};

/** What the axes of the plane are called. */
export interface PlaneWords {
  readonly reward: string;
  readonly kl: string;
}

/** Said of a policy on the plane: its KL to the reference, its reward and, where another judges, what that judge believes. */
interface Judged extends Said {
  readonly judge?: string | undefined;
}

export const describePlane = (
  step: number | undefined,
  runs: readonly Judged[],
  optimum: Judged,
  words: PlaneWords = { reward: 'reward', kl: 'KL' },
): string => {
  const point = ({ name, values: [kl = Number.NaN, reward = Number.NaN, believed], judge }: Judged) =>
    `${name} ${words.reward} ${compactText(reward)} for ${words.kl} ${compactText(kl)}` +
    (believed === undefined ? '' : ` (to ${judge} ${compactText(believed)})`);
  const when = step === undefined ? 'before training' : `at step ${step}`;
  const title = words.reward.charAt(0).toUpperCase() + words.reward.slice(1);
  return `${title} against ${words.kl} to the reference, ${when}: ${sentence([...runs, optimum].map(point))}.`;
};
