/** How fast each engine trains an experiment here, with the runs that it has or with many more. */
import { type BackendTiming, backendNames } from '../experiment/backend';
import { exceeded, pageBudget } from '../experiment/budget';
import { trainedRuns } from '../objectives/mix-shares';
import type { Experiment } from '../settings/experiment';
import { type ChoiceSurroundings, reasonToSkip, Superseded, timeBackend } from '../training/choose-backend';
import type { SpeedRequest, SpeedsFound } from './protocol';

/** An engine that takes fewer steps a second is not asked for more runs. */
const fewest = 2;

interface Surroundings extends Omit<ChoiceSurroundings, 'without' | 'breathe'> {
  /** Lets messages in; false, or rejecting, where nobody waits for more. */
  readonly goOn: () => Promise<boolean>;
  readonly post: (event: SpeedsFound) => void;
}

/** The experiment with so many runs: those that are trained, one after another and over again. */
export const withRuns = (experiment: Experiment, count: number): Experiment => {
  const trained = trainedRuns(experiment.runs).flatMap((run) => experiment.runs[run] ?? []);
  return {
    ...experiment,
    runs: Array.from({ length: count }, (_, i) => trained[i % trained.length]).flatMap((run) => run ?? []),
  };
};

/** Says what was found of each number of runs, and in the end, however that comes, that no more does. */
export const timeEngines = async (
  { epoch, counts }: SpeedRequest,
  experiment: Experiment,
  { post, goOn, environment, clock }: Surroundings,
): Promise<void> => {
  let former: readonly BackendTiming[] = [];
  const breathe = async (): Promise<void> => {
    if (!(await goOn())) throw new Superseded();
  };
  const around = { environment, clock, breathe };
  try {
    for (const count of counts) {
      const asked = withRuns(experiment, count);
      const tooLarge =
        exceeded(asked, { megabytes: pageBudget.megabytes ?? 0 }) === undefined ? null : 'too much for the memory';
      const timings: BackendTiming[] = [];
      for (const backend of backendNames) {
        const before = former.find((timing) => timing.backend === backend);
        const reason =
          (before?.stepsPerSecond === null ? before.reason : null) ??
          tooLarge ??
          ((before?.stepsPerSecond ?? fewest) < fewest ? 'too slow with fewer runs already' : null) ??
          (backend === 'webgpu' ? await reasonToSkip(backend, environment, []) : null);
        timings.push(
          reason === null ? await timeBackend(backend, asked, around) : { backend, stepsPerSecond: null, reason },
        );
      }
      former = timings;
      post({ type: 'speeds', epoch, found: { runs: count, timings } });
    }
  } catch (error) {
    if (!(error instanceof Superseded)) throw error;
  } finally {
    post({ type: 'speeds', epoch, found: null });
  }
};
