/** What is said of a training before its first frame. */
import type { Experiment } from '../settings/experiment';
import type { Start } from '../training/report';
import { soupsOf } from '../training/soups';
import type { Prepared } from './protocol';

export const preparedFrom = (
  epoch: number,
  { runs }: Experiment,
  { world, held, displacementScores, references }: Start,
): Prepared => {
  const { chosen, rejected, candidates } = held;
  return {
    type: 'prepared',
    epoch,
    logRef: world.logRef,
    secondLogRef: world.second?.logRef ?? null,
    soups: soupsOf(runs, references),
    modelReward: world.modelReward ?? null,
    chosen,
    rejected,
    candidates,
    displacementScores,
  };
};
