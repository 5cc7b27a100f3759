/** Parts of the page shown by themselves, in a document without layout, until the test is over. */
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';
import type { Experiment } from '../settings/experiment';
import { Series } from '../state/series';
import { createPlayground, type Playground } from '../state/store';
import { PlaygroundContext } from './use-playground';

export const show = async (part: ReactNode): Promise<void> => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const root = createRoot(document.body.appendChild(document.createElement('main')));
  onTestFinished(() => {
    act(() => root.unmount());
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });
  await act(async () => root.render(part));
};

/** Of a page with this experiment, on which nothing trains. */
export const showOf = async (experiment: Experiment, part: ReactNode, series = new Series()): Promise<Playground> => {
  const playground = createPlayground(experiment, { opensPlaying: () => false });
  await show(<PlaygroundContext.Provider value={{ playground, series }}>{part}</PlaygroundContext.Provider>);
  return playground;
};
