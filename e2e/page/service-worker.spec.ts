/** What the service worker keeps: the whole page without a network, and each build for as long as a page of it is open. */
import { expect, type Page } from '@playwright/test';
import { builtFile, test } from './host';
import { offered } from './offered';

test.use({ serviceWorkers: 'allow' });

const small = '#1&run=dpo&run=exo-rw&training.steps=40&training.batch=64';
const triangle = '#1&world=triangle&run=dpo&training.steps=20';
/** What makes a world quick, by its id. */
const smaller: Readonly<Record<string, string>> = {
  sentences: '&world.maxLength=2&world.sft.samples=50&world.sft.steps=20',
};

/** Waits until every file is kept and the worker answers for this page. */
const isKept = (page: Page): Promise<void> =>
  page.waitForFunction(() => navigator.serviceWorker.controller !== null).then(() => {});

test.describe('without a network', () => {
  test.use({ expectedMessages: [/ERR_INTERNET_DISCONNECTED/] });

  test('every world and every panel opens', async ({ context, playground }) => {
    const { page } = playground;
    // Four worlds with all that they show.
    test.slow();
    const { worlds } = await offered.worlds();
    await playground.openStill(small);
    await isKept(page);
    await context.setOffline(true);
    for (const { id } of worlds) {
      await playground.follow(`#1&world=${id}&run=dpo&training.steps=20${smaller[id] ?? ''}`);
      await page.locator('.picture .chart-box svg').first().waitFor();
      await playground.finish();
      await page.locator('main :is(.settings-button, .formula-button)').evaluateAll((all) => {
        for (const button of all) (button as HTMLElement).click();
      });
      await playground.unfoldNumbers();
      await expect(page.locator('.part-failure')).toHaveCount(0);
    }
  });

  test('the page opens, and trains on every backend', async ({ context, playground }) => {
    const { page } = playground;
    await playground.openStill(small);
    await isKept(page);
    await context.setOffline(true);
    await page.goto('about:blank');
    await playground.openStill(small);
    for (const backend of ['cpu', 'wasm'] as const) {
      await playground.chooseBackend(backend);
      await playground.finish();
    }
    await expect(playground.runs.getByRole('math')).toHaveCount(2);
    await expect(page.getByRole('figure', { name: 'Reward E[r]' })).toBeVisible();
  });
});

test.describe('when there is a new build', () => {
  // The page of the new build, which is the old one but for its name, may ask for the file that the new one lacks.
  test.use({ expectedMessages: [/404 \(Not Found\)/] });

  test('it is there at the next load, and the page of the old one keeps its files', async ({
    context,
    host,
    playground,
  }) => {
    await playground.openStill(small);
    await isKept(playground.page);
    const builds = () => playground.page.evaluate(async () => (await caches.keys()).length);
    expect(await builds()).toBe(1);

    const script = JSON.parse(builtFile('.vite/manifest.json'))['src/panels/pictures/triangle-view.tsx'].file;
    host.changed.set(script, null);
    host.changed.set('index.html', builtFile('index.html').replace('<title>', '<title>Newer '));
    const worker = builtFile('service-worker.js').replace(`"${script}",`, '').replace('builtVersion="', '$&newer-');
    host.changed.set('service-worker.js', worker);

    const newer = await context.newPage();
    await newer.emulateMedia({ reducedMotion: 'reduce' });
    await newer.goto(playground.page.url());
    await expect(newer).toHaveTitle(/^Newer /);
    await expect.poll(builds).toBe(2);
    // A worker that is still fetching what it keeps would miss the moment without pages below.
    const isWaiting = () =>
      newer.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state === 'installed');
    await expect.poll(isWaiting).toBe(true);
    await playground.follow(triangle);
    await expect(playground.page.getByRole('img', { name: /^Probability of each answer/ })).toBeVisible();

    await newer.close();
    // A load that follows before the browser has noticed that no page is left is served by the old worker once more.
    await expect(async () => {
      await playground.page.goto('about:blank');
      await playground.open(small);
      await expect.poll(builds, { timeout: 1_000 }).toBe(1);
    }).toPass();
  });
});
