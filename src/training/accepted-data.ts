/** Data of runs whose answers are accepted candidates of the reference: drawn from π_ref e^{r/β}, as rejection leaves them. */
import { tilted } from '../math/tilt';
import { ingredientOf } from '../methods/index';
import type { Experiment, Run } from '../settings/experiment';
import { numberAt } from '../settings/fields';
import type { World } from '../worlds/world';
import { judgeOf, preferenceBy, rewardBy } from './judge';
import { Sampler, type SamplerState } from './sampler';

export const acceptsCandidates = (run: Run): boolean => ingredientOf(run, 'draws').id === 'rejection';

/** The judge's reward says what is accepted and who wins; lots are those of the data that all runs share. */
export const acceptedData = (run: Run, world: World, experiment: Experiment, state?: SamplerState): Sampler => {
  const judge = judgeOf(run, experiment.beta);
  const labelReward = rewardBy(world, judge);
  const beta = numberAt(ingredientOf(run, 'draws').params, 'beta');
  const logRef = tilted(world.logRef, labelReward, 1 / beta, world.responses.length);
  return new Sampler(
    { ...world, logRef, labelReward, preference: preferenceBy(world, judge) },
    { ...experiment, data: { ...experiment.data, from: 'reference' } },
    state,
  );
};
