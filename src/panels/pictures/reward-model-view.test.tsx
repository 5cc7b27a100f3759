// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import { repairExperiment } from '../../experiment/repair';
import { standardised } from '../../math/distribution';
import { Series } from '../../state/series';
import { preparedOf } from '../../state/testing';
import { worldOf } from '../../training/world-of';
import { showOf } from '../testing';
import { RewardModelView } from './reward-model-view';

/** The view of a model that says this of every response, from its place and its true reward. */
const showModel = async (said: (reward: number, response: number) => number): Promise<void> => {
  const { experiment } = repairExperiment({ world: { id: 'cliff' }, runs: [{ objective: 'rlhf' }] });
  const { choiceLogRef: _, second: __, ...world } = worldOf(experiment);
  const model = standardised(world.reward.map(said), world.logRef, world.responses.length);
  const series = new Series();
  series.prepare({ ...preparedOf(), chosen: Int32Array.of(60, 70), rejected: Int32Array.of(50, 60) });
  await showOf(experiment, <RewardModelView world={world} model={model} />, series);
};

const text = (): string => document.body.textContent ?? '';

it('says that a model which is right but for what comparisons cannot tell ranks everything as the truth', async () => {
  await showModel((reward) => 4 * reward - 20);
  expect(text()).toContain('It ranks 100% of the pairs as they are labelled, and 100% of all pairs');
});

it('says where a model that is sure of a slope is wrong', async () => {
  await showModel((_, response) => response);
  expect(text()).toMatch(/ranks 100% of the pairs as they are labelled, and \d\d% of all pairs/);
  const details = document.querySelector('details');
  await act(async () => {
    if (details !== null) details.open = true;
    details?.dispatchEvent(new Event('toggle'));
  });
  const last = document.querySelector('tbody tr:last-child');
  const [reward = 0, model = 0, error = 0] = [...(last?.querySelectorAll('td') ?? [])].map(({ textContent }) =>
    Number(textContent?.replace('−', '-')),
  );
  expect(reward).toBeLessThan(-5);
  expect(model).toBeGreaterThan(1);
  expect(error).toBeCloseTo(model - reward, 1);
});
