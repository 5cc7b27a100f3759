/**
 * Keeps every file of one build, so that the page opens and works whole without a network.
 *
 * The page itself always comes from the network where there is one, so that a new build is seen at the next load. Its
 * other files have their contents in their names, and are taken from here. A build's files are kept until no page of an
 * older build is open, which is when the browser activates the worker of the next one.
 */

/** Written above this by the build: what to keep, from this folder, and a hash of all of it. */
declare const builtFiles: readonly string[];
declare const builtVersion: string;

// TypeScript knows a document or a worker here, not both; these are the few things that only a service worker has.
interface LifetimeEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface FetchEvent extends Event {
  readonly request: Request;
  readonly respondWith: (response: Promise<Response>) => void;
}
declare const clients: { readonly claim: () => Promise<void> };

const home = new URL('./', location.href);
/** Other pages of this site, and other copies of this one, have caches too. */
const ours = `alignment-playground ${home.pathname} `;
const cacheName = ours + builtVersion;

const keepAll = async (): Promise<void> => {
  const cache = await caches.open(cacheName);
  // Names without a hash may be old in the browser’s own cache.
  await cache.addAll(builtFiles.map((file) => new Request(file, { cache: 'no-cache' })));
};

const forgetOthers = async (): Promise<void> => {
  const old = (await caches.keys()).filter((name) => name.startsWith(ours) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page that was opened before there was this worker is served too.
  await clients.claim();
};

const pageFor = async (request: Request): Promise<Response> => {
  const fresh = await fetch(request).catch(() => null);
  if (fresh !== null && fresh.status < 500) return fresh;
  const cache = await caches.open(cacheName);
  return (await cache.match(home, { ignoreVary: true })) ?? fresh ?? Response.error();
};

const fileFor = async (request: Request): Promise<Response> =>
  // Of all builds that are kept: a page of the next one may be open under the worker of this one.
  (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

const answer = (event: FetchEvent): void => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== home.origin) return;
  const isHome = pathname === home.pathname || pathname === `${home.pathname}index.html`;
  if (request.mode !== 'navigate') event.respondWith(fileFor(request));
  else if (isHome) event.respondWith(pageFor(request));
};

addEventListener('install', (event) => (event as LifetimeEvent).waitUntil(keepAll()));
addEventListener('activate', (event) => (event as LifetimeEvent).waitUntil(forgetOthers()));
addEventListener('fetch', (event) => answer(event as FetchEvent));
