/** Weights from a checkpoint in an engine that learns other values beside the policy than the one it comes from. */
import type { Checkpoint } from './checkpoint';
import type { Numbers } from './numbers';

/** In so many places: what nobody learns any more is left out, and what is new starts at 0. */
export const widened = (numbers: Numbers, width: number): Numbers => {
  if (numbers.length === width) return numbers;
  const fitted = new Float64Array(width);
  fitted.set(numbers.subarray(0, width));
  return fitted;
};

/** With θ, the optimiser's moments and the references of all runs in so many places. */
export const fittedTo = (checkpoint: Checkpoint | undefined, width: number): Checkpoint | undefined =>
  checkpoint && {
    ...checkpoint,
    runs: checkpoint.runs.map(({ theta, moments, own, ...run }) => {
      const fit = (numbers: Numbers | null): Numbers | null => numbers && widened(numbers, width);
      return {
        ...run,
        theta: widened(theta, width),
        moments: moments.map((moment) => widened(moment, width)),
        ...(own === undefined ? {} : { own: { ...own, reference: fit(own.reference), copied: fit(own.copied) } }),
      };
    }),
  };
