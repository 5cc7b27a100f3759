/** Limits how often something happens: at once when it has been quiet, else once at the end of the interval. */

export interface Throttled {
  /** Asks for a call; asking again before it comes adds nothing. */
  readonly ask: () => void;
  /** Makes a call that is waiting now. */
  readonly flush: () => void;
  readonly isWaiting: () => boolean;
  readonly cancel: () => void;
}

/** Calls `act` at most once every `interval` milliseconds. */
export const throttle = (act: () => void, interval: number): Throttled => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  const run = (): void => {
    isAsked = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) run();
    }, interval);
    act();
  };
  const cancel = (): void => {
    clearTimeout(timer);
    timer = undefined;
    isAsked = false;
  };
  return {
    ask: () => {
      if (timer === undefined) run();
      else isAsked = true;
    },
    flush: () => {
      if (!isAsked) return;
      clearTimeout(timer);
      run();
    },
    isWaiting: () => isAsked,
    cancel,
  };
};
