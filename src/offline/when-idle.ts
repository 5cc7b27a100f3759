/** Calls back once the page has loaded and has nothing else to do. */
export const whenIdle = (task: () => void): void => {
  const wait = (): void => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in window) requestIdleCallback(task);
    else setTimeout(task, 1_000);
  };
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
};
