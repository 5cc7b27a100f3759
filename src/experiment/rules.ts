/** What the parts of an experiment ask of each other. */

import { exp } from '../math/elementary';
import { policiesFor, policyById } from '../policies/families';
import type { Experiment } from '../settings/experiment';
import type { Conflict } from '../settings/fields';
import { worldById } from '../worlds';
import type { GeometryKind } from '../worlds/geometry';
import type { World } from '../worlds/world';
import { type Budget, overBudget } from './budget';
import { type Fault, misfit } from './faults';
import { runFaults } from './run-rules';
import { settingFields, settingWords as words } from './settings';
import { supportFits, supportTest } from './support';
import { obstacleToSweep } from './sweep';

const conflictsOf = (part: 'world' | 'policy', { params }: Experiment['world'], conflict: Conflict | undefined) =>
  conflict === undefined
    ? []
    : [misfit([part, 'params', conflict.name], params[conflict.name], conflict.allowed, conflict.nearest)];

/** Faults of the world or the policy in themselves; no world is built before there are none. */
const partFaults = ({ world, policy }: Experiment): readonly Fault[] => [
  ...conflictsOf('world', world, worldById(world.id)?.conflictIn?.(world.params)),
  ...conflictsOf('policy', policy, policyById(policy.id)?.conflictIn?.(policy.params)),
  ...(policiesFor(world.id).some(({ id }) => id === policy.id)
    ? []
    : [misfit(['policy', 'id'], policy.id, 'a policy that fits the world')]),
];

const batchFaults = ({ data: { pairs }, training: { batch } }: Experiment): readonly Fault[] =>
  pairs !== words.pairs || batch !== words.batch
    ? []
    : [
        misfit(
          ['training', 'batch'],
          batch,
          `a number while data.pairs is "${words.pairs}", as there is no fixed data set to take whole`,
          settingFields.batch.default,
        ),
      ];

const givenFaults = ({ data: { pairs, candidates } }: Experiment, world: World): readonly Fault[] => {
  if (pairs !== words.given) return [];
  if (world.pairs === null) {
    return [misfit(['data', 'pairs'], pairs, `"${words.pairs}" or a number, as this world has no pairs of its own`)];
  }
  return candidates === 2
    ? []
    : [misfit(['data', 'candidates'], candidates, `2 while data.pairs is "${words.given}"`, 2)];
};

const allowedSupport: Readonly<Record<GeometryKind, string>> = {
  line: 'a range from low to high, as responses lie on a line',
  sentences: 'a maxLength, as responses are sentences',
  simplex: 'off in this world',
  duels: 'off in this world',
};

const supportFaults = ({ data: { support, from } }: Experiment, world: World): readonly Fault[] => {
  if (support === null) return [];
  const fault = (allowed: string): readonly Fault[] => [misfit(['data', 'support'], support, allowed)];
  if (!supportFits(world, support)) return fault(allowedSupport[world.geometry.kind]);
  const isInside = supportTest(world, support);
  const canBeDrawn = (i: number): boolean => isInside(i) && (from === 'uniform' || exp(world.logRef[i] ?? 0) > 0);
  let count = 0;
  for (let i = 0; i < world.responses.length && count < 2; i++) count += canBeDrawn(i) ? 1 : 0;
  return count === 2 ? [] : fault('a range from low to high that holds at least two responses which can be drawn');
};

const sweepFaults = ({ sweep, runs }: Experiment): readonly Fault[] => {
  const obstacle = sweep && obstacleToSweep(runs, sweep);
  return obstacle === undefined ? [] : [misfit(['sweep'], sweep, `another one: ${obstacle}`)];
};

/** What only a built world can tell. */
const builtFaults = (experiment: Experiment): readonly Fault[] => {
  const { world, data } = experiment;
  if (data.support === null && data.pairs !== words.given) return [];
  const built = worldById(world.id)?.build(world.params);
  return built === undefined ? [] : [...givenFaults(experiment, built), ...supportFaults(experiment, built)];
};

/** Everything in which a complete experiment's parts do not go together; how much work it is comes last. */
export const misfitsIn = (experiment: Experiment, budget: Budget): readonly Fault[] => {
  const stages = [partFaults, batchFaults, runFaults, sweepFaults, builtFaults, overBudget];
  for (const faultsIn of stages) {
    const faults = faultsIn(experiment, budget);
    if (faults.length > 0) return faults;
  }
  return [];
};
