// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { repairExperiment } from '../../experiment/repair';
import { Series } from '../../state/series';
import { createPlayground, experimentIn, type Playground } from '../../state/store';
import { PlaygroundContext } from '../use-playground';
import { Settings } from './settings';

const show = async (...runs: readonly object[]): Promise<Playground> => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const playground = createPlayground(repairExperiment({ runs }).experiment, { opensPlaying: () => false });
  const root = createRoot(document.body.appendChild(document.createElement('main')));
  onTestFinished(() => {
    act(() => root.unmount());
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });
  await act(async () =>
    root.render(
      <PlaygroundContext.Provider value={{ playground, series: new Series() }}>
        <Settings />
      </PlaygroundContext.Provider>,
    ),
  );
  return playground;
};

const titles = (): readonly (string | null)[] =>
  [...document.querySelectorAll('.settings-button')].map(({ textContent }) => textContent);
const labels = (): readonly (string | null)[] =>
  [...document.querySelectorAll('.control-label')].map(({ textContent }) => textContent);

it('offers the settings of a reward model only where a run is judged by one', async () => {
  const { actions } = await show({ objective: 'dpo' });
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
  const { store } = await show({ objective: 'rlhf' });
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
