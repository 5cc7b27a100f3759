/** A part of the page whose code comes late, and may fail to come: what has become of it, for every place that shows it. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface LateState<Module> {
  /** Its code; null until somebody shows the part. Where the code cannot be had, this never settles. */
  readonly code: Promise<Module> | null;
  /** Whether the code could not be had. */
  readonly isMissing: boolean;
  /** Times it was asked for again. */
  readonly retries: number;
}

export interface LatePart<Module> {
  /** What it is called where it is missing, with a capital letter. */
  readonly title: string;
  readonly store: StoreApi<LateState<Module>>;
  /** Asks for the code, unless that has been done. */
  readonly ask: () => void;
  readonly askAgain: () => void;
}

const loaders: (() => Promise<unknown>)[] = [];

export const latePart = <Module>(title: string, load: () => Promise<Module>): LatePart<Module> => {
  loaders.push(load);
  const store = createStore<LateState<Module>>(() => ({ code: null, isMissing: false, retries: 0 }));
  const fetchCode = (): Promise<Module> =>
    load().catch(() => {
      store.setState({ isMissing: true });
      return new Promise(() => {});
    });
  return {
    title,
    store,
    ask: () => store.setState(({ code }) => ({ code: code ?? fetchCode() })),
    askAgain: () => store.setState(({ retries }) => ({ code: fetchCode(), isMissing: false, retries: retries + 1 })),
  };
};

/**
 * Fetches what nobody has asked for yet, each part when `rest` resolves, since running the code of all at once would hold the
 * page up; what fails now is fetched when it is shown.
 */
export const fetchLateParts = async (rest: () => Promise<void>): Promise<void> => {
  for (const load of loaders) {
    await rest();
    await load().catch(() => {});
  }
};
