/** Follows a training report by report, where all of them are at hand: on the command line, in scenarios and tests. */
import type { Measured } from '../metrics/curve';
import type { Experiment } from '../settings/experiment';
import { Observer, type Said } from './observer';
import { Seen, type Training } from './seen';

/** A report as the engine gives it. */
type Reported = Measured & Pick<Training, 'logPi' | 'frozen'>;

/** Takes the reports of a training in order, from step 0 on, and says what is true at each. */
export const follow = (
  experiment: Experiment,
  { world, held }: Pick<Training, 'world' | 'held'>,
): ((report: Reported) => readonly Said[]) => {
  const observer = new Observer();
  const reports: Measured[] = [];
  let logStart: Float64Array | null = null;
  return ({ step, metrics, logPi, frozen }) => {
    logStart ??= logPi;
    reports.push({ step, metrics });
    const seen = new Seen({ experiment, world, held, reports, logPi, logStart, frozen });
    return observer.observe(seen, step >= experiment.training.steps);
  };
};
