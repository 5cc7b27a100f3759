/** Undo and redo of one immutable value, with the many small changes of a slider drag kept as one entry. */

/** How long after a drag has ended a further change of the same thing still belongs to it, in milliseconds. */
const grace = 1000;
const capacity = 200;

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the newest entry changed; a further change of the same thing joins it. */
  readonly key: string | null;
  /** When the drag that made the newest entry ended; null while it goes on. */
  readonly settledAt: number | null;
}

export const startHistory = <T>(present: T): History<T> => ({
  past: [],
  present,
  future: [],
  key: null,
  settledAt: null,
});

/** Makes `next` the present. With the same `key` as the entry before, and while that is still open, it replaces it. */
export const record = <T>(history: History<T>, next: T, key: string | null, now: number): History<T> => {
  if (next === history.present) return history;
  const isOpen = history.settledAt === null || now - history.settledAt < grace;
  const joins = key !== null && key === history.key && isOpen;
  const past = joins ? history.past : [...history.past, history.present].slice(-capacity);
  return { past, present: next, future: [], key, settledAt: null };
};

/** The drag is over. */
export const settle = <T>(history: History<T>, now: number): History<T> => ({ ...history, settledAt: now });

/** The value before the newest entry; the same history where there is none. */
export const undo = <T>(history: History<T>): History<T> => {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    key: null,
    settledAt: null,
  };
};

/** Takes the newest undo back; the same history where there is none. */
export const redo = <T>(history: History<T>): History<T> => {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, key: null, settledAt: null };
};
