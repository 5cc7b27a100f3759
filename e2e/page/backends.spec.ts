/** Where training runs in a browser without WebGPU, and what takes over when a file cannot be had. */
import { expect } from '@playwright/test';
import { test } from './playground';

const small = '#1&run=dpo&run=exo-rw&training.steps=100&training.batch=64';

test('everything is trained in a module worker, on WASM when that is chosen or when WebGPU is missing, and the page says why', async ({
  playground,
}) => {
  await playground.openStill(small);
  // Plain JavaScript is fast enough, and tfjs is not even loaded.
  await playground.trainsOn('cpu');
  expect(await (await playground.worker()).evaluate(() => Reflect.has(globalThis, '_tfengine'))).toBe(false);
  await playground.engine.click();
  const backends = playground.page.getByRole('radiogroup', { name: 'Backend' });
  await expect(backends.getByText('not timed: plain JavaScript is fast enough for this')).toHaveCount(2);
  await backends.getByText('WebGPU', { exact: true }).click();
  await expect(backends.getByText(/^(this browser has no WebGPU|no WebGPU adapter on this machine)$/)).toBeVisible();
  await playground.page.keyboard.press('Escape');
  await expect
    .poll(() => playground.noticeTexts())
    .toEqual([
      expect.stringMatching(/^WebGPU cannot be used: (this browser has no|no) WebGPU.*\. Training uses WASM\.$/),
    ]);
  await playground.trainsOn('wasm');
  await playground.finish();
  await playground.reset.click();

  await playground.chooseBackend('wasm');
  const worker = await playground.worker();
  expect(worker.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/assets\/worker\/worker-.*\.js$/);
  // A module worker has no importScripts to call; a classic one has.
  const isModule = await worker.evaluate(() => {
    try {
      Reflect.apply(Reflect.get(globalThis, 'importScripts'), globalThis, ['data:text/javascript,']);
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  expect(isModule).toBe(true);
  expect(await worker.evaluate('globalThis._tfengine.backendName')).toBe('wasm');
  expect(await playground.page.evaluate(() => Reflect.has(globalThis, '_tfengine'))).toBe(false);
  await playground.isFinished();
  await expect(playground.stepCount).toHaveText('100');
});

test.describe('when the WASM file cannot be downloaded', () => {
  test.use({ expectedMessages: [/Failed to load resource: net::ERR_FAILED/, /wasm/i] });

  test('plain JavaScript takes over, and the page says so', async ({ context, playground }) => {
    await context.route('**/*.wasm', (route) => route.abort());
    await playground.open(small);
    await playground.trainsOn('cpu');
    await playground.engine.click();
    const backends = playground.page.getByRole('radiogroup', { name: 'Backend' });
    await backends.getByText('WASM', { exact: true }).click();
    await expect(backends.getByText('the WebAssembly file could not be loaded')).toBeVisible();
    await playground.page.keyboard.press('Escape');
    await expect
      .poll(() => playground.noticeTexts())
      .toEqual(['WASM cannot be used: the WebAssembly file could not be loaded. Training uses plain JavaScript.']);
    await playground.speed('max');
    await playground.isFinished();
    await playground.trainsOn('cpu');
  });
});

test('a table says how fast each engine is here, with the runs shown and with many, until a new experiment comes', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openStill(small);
  await playground.trainsOn('cpu');
  await playground.engine.click();
  await page.getByRole('button', { name: 'Time these 2 runs' }).click();
  const group = page
    .getByRole('table')
    .locator('tbody')
    .filter({ has: page.getByRole('rowheader', { name: '2 runs' }) });
  for (const engine of ['WASM', 'CPU']) {
    const row = group.getByRole('row').filter({ has: page.getByRole('rowheader', { name: engine }) });
    await expect(row.getByRole('cell')).toHaveText([/^[\d,]+$/, /^[\d,]+$/]);
  }
  await expect(group.getByRole('row').filter({ hasText: 'WebGPU' }).getByRole('cell')).toHaveText(/WebGPU/);

  await page.getByRole('button', { name: 'Time 64 to 1,024' }).click();
  await expect(page.getByRole('status').getByText('Timing: nothing trains meanwhile.')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '64 runs' })).toBeVisible();
  await page.getByRole('button', { name: /^(Stop timing|Time these 2 runs)$/ }).click();
  await page.keyboard.press('Escape');
  await playground.reset.click();
  await playground.engine.click();
  await expect(page.getByRole('button', { name: 'Time these 2 runs' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '2 runs' })).toHaveCount(0);
});
