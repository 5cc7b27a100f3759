/** Training for its end alone, as a sweep does: nothing is reported on the way. */
import type { Experiment } from '../settings/experiment';
import { Preparations } from './preparations';
import type { Report } from './report';
import type { Backend } from './trainer';

/** Steps between looks at `goOn`. */
const chunk = 20;

interface Surroundings {
  /** Where references are kept for other trainings. */
  readonly preparations?: Preparations;
  /** Hears how many steps were taken; training is given up where it answers false. */
  readonly goOn: (step: number) => Promise<boolean>;
}

/** The report at the last step; null where training was given up. */
export const trainToEnd = async (
  experiment: Experiment,
  backend: Backend,
  { preparations = new Preparations(), goOn }: Surroundings,
): Promise<Report | null> => {
  const groundwork = await preparations.prepare(experiment, () => goOn(0));
  if (groundwork === 'cancelled') return null;
  const trainer = backend.trainer(experiment, { groundwork });
  try {
    const { steps } = experiment.training;
    while (trainer.step < steps) {
      trainer.advance(Math.min(chunk, steps - trainer.step));
      await trainer.settle();
      if (!(await goOn(trainer.step))) return null;
    }
    return await trainer.report();
  } finally {
    trainer.dispose();
  }
};
