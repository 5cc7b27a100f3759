/** The control of a comparison at equal KL, looked for by training the run alone with one coefficient after another. */
import type { Experiment, Run } from '../settings/experiment';
import { controlAtKl } from '../training/equal-kl';
import type { Preparations } from '../training/preparations';
import type { Backend } from '../training/trainer';
import type { ControlAnswer, ControlRequest } from './protocol';

/** Of the coefficient that is found: enough for its KL, few enough for a name and a link. */
const digits = 3;

interface Surroundings {
  readonly backend: Backend;
  readonly preparations: Preparations;
  readonly goOn: () => Promise<boolean>;
  readonly post: (answer: ControlAnswer) => void;
}

/** Says what was found, also where that is nothing: because `goOn` answered false, or because the training failed. */
export const findControl = async (
  { epoch, run, kl }: ControlRequest,
  experiment: Experiment,
  { backend, preparations, goOn, post }: Surroundings,
): Promise<void> => {
  let found: Run | null = null;
  try {
    const control = await controlAtKl(experiment, run, kl, backend, { preparations, goOn });
    if (control !== 'cancelled')
      found = { ...run, knobs: { ...run.knobs, beta: Number(control.beta.toPrecision(digits)) } };
  } finally {
    post({ type: 'control', epoch, run: found });
  }
};
