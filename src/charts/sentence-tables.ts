/** Sentences under several policies: which answers are likeliest, and how probability is spread over lengths. */
import { largest } from '../math/largest';

/** Tables [prompts · responses] of log-probabilities of one prompt, and where they start in the tables of all prompts. */
export interface PromptTables {
  readonly offset: number;
  readonly responses: number;
  /** One [responses] a policy. */
  readonly policies: readonly Float64Array[];
}

/** The rows of one prompt in log π [runs, prompts · responses]; no policies where the tables do not fit each other. */
export const promptTables = (
  logPi: Float64Array | undefined,
  runs: number,
  size: number,
  responses: number,
  prompt: number,
): PromptTables => {
  const offset = prompt * responses;
  const fits = logPi !== undefined && logPi.length === runs * size;
  const policies = !fits
    ? []
    : Array.from({ length: runs }, (_, run) => logPi.subarray(run * size + offset, run * size + offset + responses));
  return { offset, responses, policies };
};

/** Indices among the prompt's responses of those that are the likeliest under any policy, likeliest first. */
export const likeliest = (policies: readonly Float64Array[], count: number): readonly number[] => {
  const [first, ...others] = policies;
  if (first === undefined) return [];
  const top = first.slice();
  for (const policy of others) {
    for (let i = 0; i < top.length; i++) {
      const value = policy[i] ?? Number.NEGATIVE_INFINITY;
      if (value > (top[i] ?? 0)) top[i] = value;
    }
  }
  return largest(top, count);
};

/**
 * Probability of each length from 1 up, mean over prompts, of log-probabilities [prompts · responses] and the lengths
 * of the same responses, whole numbers.
 */
export const massByLength = (logP: Float64Array, lengths: Float64Array, prompts: number): readonly number[] => {
  const masses: number[] = [];
  logP.forEach((log, i) => {
    const length = lengths[i] ?? 1;
    while (masses.length < length) masses.push(0);
    masses[length - 1] = (masses[length - 1] ?? 0) + Math.exp(log) / prompts;
  });
  return masses;
};
