/** Has the built page kept by its service worker; where there can be none, as without https, the page works as before. */
export const keepOffline = async (): Promise<void> => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI));
  } catch {
    // A private window, or a page inside another: nothing is lost but the way back without a network.
  }
};
