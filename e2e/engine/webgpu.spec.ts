/** The browser the tests run in offers WebGPU where the engine runs: inside a module worker. */
import { expect, test } from '@playwright/test';

test('a worker gets a WebGPU adapter', async ({ page }) => {
  await page.goto('/e2e/engine/blank.html');
  const vendor = await page.evaluate(async () => {
    const source = `
      const adapter = await navigator.gpu?.requestAdapter();
      const device = await adapter?.requestDevice();
      postMessage(device ? adapter.info.vendor : null);
    `;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), { type: 'module' });
    return new Promise<string | null>((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = () => resolve(null);
    });
  });
  expect(vendor).not.toBeNull();
});
