/** Accepted candidates of the reference: drawn from π_ref e^{r/β}, as rejection leaves them; lots are those of the shared data. */
import { tilted } from '../math/tilt';
import { numberAt } from '../settings/fields';
import type { MakeOwnData } from './own-data';
import { Sampler } from './sampler';

export const accepted: MakeOwnData = (params, world, experiment, state) => {
  const logRef = tilted(world.logRef, world.labelReward, 1 / numberAt(params, 'beta'), world.responses.length);
  return new Sampler({ ...world, logRef }, { ...experiment, data: { ...experiment.data, from: 'reference' } }, state);
};
