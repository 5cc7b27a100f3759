/** The page needs the network once, from one place, wherever that is. */
import { expect } from '@playwright/test';
import { test } from './playground';

const small = '#1&run=dpo&run=exo-rw&training.steps=60&training.batch=64';

// What keeps the files of a backend that nobody has asked for yet is the service worker, which has its own tests.
test('what it has trained on once works without a network, and so does every panel', async ({
  context,
  playground,
}) => {
  const { page } = playground;
  await playground.openWhole(() => playground.openStill(small));
  await playground.chooseBackend('wasm');
  await playground.finish();
  await context.setOffline(true);
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  await playground.pick(playground.addRun, 'SimPO');
  await playground.isFinished();
  await playground.run('SimPO').getByRole('button', { name: 'About SimPO' }).click();
  await page.getByRole('button', { name: 'World', exact: true }).click();
  await page.getByRole('radio', { name: 'Free table' }).click();
  await playground.isFinished();
  await playground.chooseBackend('cpu');
  await playground.isFinished();
  await playground.chooseBackend('wasm');
  await playground.isFinished();
  await page.getByRole('button', { name: 'Help' }).click();
  await page.keyboard.press('Escape');
  expect(requests.filter((url) => !url.startsWith('blob:') && !url.startsWith('data:'))).toEqual([]);
});

test('served from a folder of another site, it stays inside that folder', async ({ baseURL, context, playground }) => {
  const home = new URL(baseURL ?? '');
  const folder = '/a/b/';
  const outside: string[] = [];
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (!url.pathname.startsWith(folder)) {
      outside.push(url.pathname);
      return route.fulfill({ status: 404 });
    }
    return route.fulfill({
      response: await route.fetch({ url: new URL(url.pathname.slice(folder.length), home).href }),
    });
  });
  await playground.openWhole(() => playground.page.goto(`${new URL(folder, home).href}${small}`));
  await playground.chooseBackend('wasm');
  await playground.speed('max');
  await playground.isFinished();
  await expect(playground.page.getByRole('figure', { name: 'Reward E[r]' })).toBeVisible();
  await expect(playground.runs.getByRole('math')).toHaveCount(2);
  expect(outside).toEqual([]);
});
