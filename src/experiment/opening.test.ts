/** Each world says for itself what an experiment that says nothing is. */
import { expect, it } from 'vitest';
import { worlds } from '../worlds';
import { checkExperiment } from './schema';

it.each(worlds)('an experiment that only names $id is what the world suggests', ({ id, opening, usual }) => {
  const checked = checkExperiment({ world: { id } });
  if ('problems' in checked) throw new Error(checked.problems.map(({ message }) => message).join(' '));
  const { policy, data, training, runs } = checked.experiment;
  expect(policy).toMatchObject(opening.policy ?? { id: usual.policy });
  expect({ data, training }).toMatchObject({ data: opening.data ?? {}, training: usual.training ?? {} });
  expect(data.pairs).toBe(usual.pairs ?? 'fresh');
  expect(runs).toMatchObject(opening.runs);
});
