/** What the panels read and do: the playground and its curves, from React. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Series } from '../state/series';
import type { Actions, Playground, PlaygroundState } from '../state/store';
import type { Prepared } from '../worker/protocol';

export interface PageContext {
  readonly playground: Playground;
  readonly series: Series;
}

export const PlaygroundContext = createContext<PageContext | null>(null);

const usePage = (): PageContext => {
  const page = useContext(PlaygroundContext);
  if (page === null) throw new Error('A panel stands outside PlaygroundContext.');
  return page;
};

/** The part of the state that `select` returns; renders again only when that changes. */
export const usePlayground = <T>(select: (state: PlaygroundState) => T): T =>
  useStore(usePage().playground.drawn, select);

export const useActions = (): Actions => usePage().playground.actions;
export const useSeries = (): Series => usePage().series;
export const usePlaygroundItself = (): Playground => usePage().playground;

/** What training started from, once the engine has said so. */
export const usePrepared = (): Prepared | null => {
  const series = useSeries();
  return useSyncExternalStore(series.subscribe, () => series.prepared);
};
