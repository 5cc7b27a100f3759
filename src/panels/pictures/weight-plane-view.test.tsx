// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { repairExperiment } from '../../experiment/repair';
import { Series } from '../../state/series';
import type { Playground } from '../../state/store';
import { preparedOf } from '../../state/testing';
import { showOf } from '../testing';
import { WeightPlaneView } from './weight-plane-view';

const showView = (experiment: object): Promise<Playground> => {
  const series = new Series();
  series.prepare(preparedOf());
  return showOf(repairExperiment(experiment).experiment, <WeightPlaneView />, series);
};

const offered = (): readonly (string | undefined)[] =>
  [...(document.querySelector('select')?.options ?? [])].map(({ textContent }) => textContent?.trim()).filter(Boolean);

it('goes through two references and a run where both were fine-tuned, and offers their soup', async () => {
  const { store } = await showView({ world: { id: 'sentences' }, runs: [{ objective: 'salsa' }] });
  expect(offered()).toEqual(['the start', 'the second reference', 'SALSA', 'the soup']);
  expect(store.getState().planeAsked?.through).toEqual(['start', 'second', 0]);
});

it('goes through the start and two runs where references are given as tables', async () => {
  const runs = [{ objective: 'rl-exact' }, { objective: 'salsa' }];
  const { store } = await showView({ world: { id: 'opposite-biases' }, policy: { id: 'bump-width' }, runs });
  expect(offered()).toEqual(['the start', 'Exact RL', 'SALSA']);
  expect(store.getState().planeAsked?.through).toEqual(['start', 0, 1]);
});

it('needs three points', async () => {
  await showView({ runs: [{ objective: 'dpo' }] });
  expect(document.body.textContent).toContain('A plane goes through three points');
});
