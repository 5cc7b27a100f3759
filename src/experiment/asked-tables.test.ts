/** The best policy on the data is known for the runs that are after it, and for no others. */
import { expect, it } from 'vitest';
import { meanUnder } from '../math/distribution';
import { defaultsOf } from '../settings/fields';
import { cliff } from '../worlds/cliff';
import { bestOnDataOf } from './asked-tables';
import { repairExperiment } from './repair';

const optidice = (alpha: number) => ({ objective: 'optidice', knobs: { alpha } });
const { experiment } = repairExperiment({
  world: { id: 'cliff' },
  data: { support: { low: -1, high: 1 } },
  runs: [{ objective: 'dpo' }, optidice(2), optidice(0.1), { objective: 'sft-demonstrations' }],
});

it('is what OptiDICE earns at its α on the middle of the cliff (scenario K3)', () => {
  const world = cliff.build(defaultsOf(cliff.fields));
  const best = bestOnDataOf(world, experiment);
  expect(best.map((policy) => policy && meanUnder(policy, world.reward, policy.length))).toEqual([
    null,
    expect.closeTo(0.1717, 3),
    expect.closeTo(0.815, 3),
    null,
  ]);
});
