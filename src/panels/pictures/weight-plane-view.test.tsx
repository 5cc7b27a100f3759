// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { repairExperiment } from '../../experiment/repair';
import { Series } from '../../state/series';
import { createPlayground, type Playground } from '../../state/store';
import { preparedOf } from '../../state/testing';
import { PlaygroundContext } from '../use-playground';
import { WeightPlaneView } from './weight-plane-view';

const show = async (experiment: object): Promise<Playground> => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const playground = createPlayground(repairExperiment(experiment).experiment, { opensPlaying: () => false });
  const series = new Series();
  series.prepare(preparedOf());
  const root = createRoot(document.body.appendChild(document.createElement('main')));
  onTestFinished(() => {
    act(() => root.unmount());
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });
  await act(async () =>
    root.render(
      <PlaygroundContext.Provider value={{ playground, series }}>
        <WeightPlaneView />
      </PlaygroundContext.Provider>,
    ),
  );
  return playground;
};

const offered = (): readonly (string | undefined)[] =>
  [...(document.querySelector('select')?.options ?? [])].map(({ textContent }) => textContent?.trim()).filter(Boolean);

it('goes through two references and a run where both were fine-tuned, and offers their soup', async () => {
  const { store } = await show({ world: { id: 'sentences' }, runs: [{ objective: 'salsa' }] });
  expect(offered()).toEqual(['the start', 'the second reference', 'SALSA', 'the soup']);
  expect(store.getState().planeAsked?.through).toEqual(['start', 'second', 0]);
});

it('goes through the start and two runs where references are given as tables', async () => {
  const runs = [{ objective: 'rl-exact' }, { objective: 'salsa' }];
  const { store } = await show({ world: { id: 'opposite-biases' }, policy: { id: 'bump-width' }, runs });
  expect(offered()).toEqual(['the start', 'Exact RL', 'SALSA']);
  expect(store.getState().planeAsked?.through).toEqual(['start', 0, 1]);
});

it('needs three points', async () => {
  await show({ runs: [{ objective: 'dpo' }] });
  expect(document.body.textContent).toContain('A plane goes through three points');
});
