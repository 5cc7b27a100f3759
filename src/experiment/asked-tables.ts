/** Tables over all responses that only some objectives ask for. */

import { exp } from '../math/elementary';
import { completeKnobs, objectiveById } from '../objectives';
import type { Objective } from '../objectives/define';
import type { DataSettings, Experiment, Run } from '../settings/experiment';
import type { World } from '../worlds/world';
import { type JudgedWorld, judgeOf, rewardBy } from './judge';
import { supportTest } from './support';

/** g − b [N]; 0 where the world promises nothing. */
export const excessIn = ({ safety, logRef }: World): Float64Array =>
  safety === null ? new Float64Array(logRef.length) : safety.reward.map((g) => g - safety.bound);

/** How often each response is drawn, up to a factor that its prompt's responses share. */
export const weightsOf = (world: JudgedWorld, { from, support }: DataSettings): Float64Array => {
  const isInside = support === null ? () => true : supportTest(world, support);
  return world.logRef.map((logRef, i) => {
    if (!isInside(i)) return 0;
    return from === 'uniform' ? 1 : exp(logRef);
  });
};

/** The same as shares, which sum to 1 for each prompt. */
const sharesOf = (world: JudgedWorld, data: DataSettings): Float64Array => {
  const weights = weightsOf(world, data);
  const columns = world.responses.length;
  const sums = world.prompts.map((_, prompt) =>
    weights.subarray(prompt * columns, (prompt + 1) * columns).reduce((sum, weight) => sum + weight, 0),
  );
  return weights.map((weight, i) => weight / (sums[Math.floor(i / columns)] ?? 1));
};

/** What a run imitates [N]; undefined where its objective imitates nothing. */
export const targetOf = (
  objective: Objective,
  run: Run,
  world: JudgedWorld,
  { data, beta, seed }: Experiment,
): Float64Array | undefined => {
  const { prompts, logRef, reward } = world;
  const judged = rewardBy(world, judgeOf(run, beta));
  const given = { prompts, logRef, reward, judged, data: sharesOf(world, data), seed };
  return objective.target?.(given, completeKnobs(objective, run.knobs));
};

/** What each run would be at best where that is what it imitates, and not π* [N]; null for every other run. */
export const bestOnDataOf = (world: JudgedWorld, experiment: Experiment): readonly (Float64Array | null)[] =>
  experiment.runs.map((run) => {
    const objective = objectiveById(run.objective);
    return objective?.isTargetBest === true ? (targetOf(objective, run, world, experiment) ?? null) : null;
  });
