/** Has the built page kept by its service worker; where there can be none, as without https, the page works as before. */
export const keepOffline = async (): Promise<void> => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI));
    // Left to itself, a browser asks for the next build’s files when it thinks fit, which may be loads later.
    if (registration.active !== null) await registration.update();
  } catch {
    // No network just now, a private window, or a page inside another: all works as without it.
  }
};
