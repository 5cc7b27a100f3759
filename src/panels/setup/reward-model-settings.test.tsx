// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import { repairExperiment } from '../../experiment/repair';
import { experimentIn, type Playground } from '../../state/store';
import { showOf } from '../testing';
import { Settings } from './settings';

const showRuns = (...runs: readonly object[]): Promise<Playground> =>
  showOf(repairExperiment({ runs }).experiment, <Settings />);

const titles = (): readonly (string | null)[] =>
  [...document.querySelectorAll('.settings-button')].map(({ textContent }) => textContent);
const labels = (): readonly (string | null)[] =>
  [...document.querySelectorAll('.control-label')].map(({ textContent }) => textContent);

it('offers the settings of a reward model only where a run is judged by one', async () => {
  const { actions } = await showRuns({ objective: 'dpo' });
  expect(titles()).not.toContain('Reward model');
  act(() =>
    actions.change((experiment) => ({
      ...experiment,
      runs: repairExperiment({ runs: [{ objective: 'rlhf' }] }).experiment.runs,
    })),
  );
  expect(titles()).toContain('Reward model');
});

it('has a width only for a model of two layers', async () => {
  const { store } = await showRuns({ objective: 'rlhf' });
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Reward model');
  act(() => button?.click());
  expect(labels()).toEqual(['reward model', 'width', 'fitting steps', 'learning rate', 'weight penalty']);
  const select = document.querySelector('select');
  if (select === null) throw new Error('there is no list of models');
  select.value = 'table';
  act(() => select.dispatchEvent(new Event('change', { bubbles: true })));
  expect(experimentIn(store.getState()).rewardModel.kind).toBe('table');
  expect(labels()).not.toContain('width');
});
