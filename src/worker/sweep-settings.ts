/** The worker's side of a sweep: trains the settings under one seed to their end, and says how far it is. */
import type { BackendEnvironment } from '../training/backend-environment';
import { openTraining, usualBackend } from '../training/open-training';
import { trainToEnd } from '../training/train-to-end';
import type { SweepEvent, SweepRequest } from './protocol';

interface Surroundings {
  readonly post: (event: SweepEvent) => void;
  readonly environment: BackendEnvironment;
}

export const sweepSettings = async (
  { experiment }: SweepRequest,
  { post, environment }: Surroundings,
): Promise<void> => {
  try {
    const { steps } = experiment.training;
    const backend = await openTraining(usualBackend(experiment), environment);
    const report = await trainToEnd(experiment, backend, {
      goOn: async (step) => {
        post({ type: 'sweeping', share: step / steps });
        return true;
      },
    });
    // Nobody gives it up but by ending the worker.
    if (report !== null) post({ type: 'swept', metrics: report.metrics });
  } catch (error) {
    post({ type: 'failed', epoch: 0, text: error instanceof Error ? error.message : String(error) });
  }
};
