// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Series } from '../../state/series';
import { createPlayground, experimentIn } from '../../state/store';
import { frameOf, lesson } from '../../state/testing';
import { PlaygroundContext } from '../use-playground';
import { RunCard } from './run-card';

it('says what the runs start with, though nothing moves', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const playground = createPlayground(lesson, { opensPlaying: () => false });
  const series = new Series();
  const [run] = experimentIn(playground.store.getState()).runs;
  if (run === undefined) throw new Error('the lesson has no run');
  const root = createRoot(document.body.appendChild(document.createElement('ul')));
  onTestFinished(() => {
    act(() => root.unmount());
    vi.unstubAllGlobals();
  });
  await act(async () =>
    root.render(
      <PlaygroundContext.Provider value={{ playground, series }}>
        <RunCard run={run} index={0} look={0} name="DPO" canRemove canAdd />
      </PlaygroundContext.Provider>,
    ),
  );
  const reward = () => document.querySelector('[aria-label="Expected reward now"]')?.textContent;
  expect(reward()).toBe('E[r] –');
  act(() => {
    series.append(frameOf([0]));
    playground.actions.report({ step: 0, frozen: [null, null, null] });
  });
  expect(reward()).toBe('E[r] 0.00');
});
