/** Milliseconds after which a page that never rests is taken for one at rest. */
const patience = 250;

/** Resolves once the page has loaded and has nothing else to do. */
export const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    const wait = (): void => {
      // Safari has no idle callbacks.
      if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: patience });
      else setTimeout(resolve, patience);
    };
    if (document.readyState === 'complete') wait();
    else addEventListener('load', wait, { once: true });
  });
