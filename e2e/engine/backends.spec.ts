/** The engine's own modules in a real browser: WebGPU, WASM and plain JavaScript must tell the same story. */
import { expect, type Page } from '@playwright/test';
import type { BackendName } from '../../src/experiment/backend';
import { test } from '../page/playground';
import { blankPage } from '../servers';

test.use({ hasWebGpu: true });

/** With nothing on it but the engine, which is loaded once. */
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await page.goto(blankPage);
});
test.afterAll(() => page.close());

test('a worker gets a WebGPU adapter', async () => {
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

const golden = (backend: BackendName) =>
  page.evaluate(async (name) => {
    const { compareGolden, openBackend, wasmPaths } = await import('/engine.js');
    await openBackend(name, { wasmPaths });
    return compareGolden();
  }, backend);

for (const backend of ['webgpu', 'wasm', 'cpu'] as const) {
  test(`tensors on ${backend} agree with every golden case`, async () => {
    const { compared, misses } = await golden(backend);
    expect(misses).toEqual([]);
    expect(compared).toBeGreaterThan(1500);
  });
}

test('every objective gives the same numbers twice and among others on WebGPU as on WASM', async () => {
  const { compared, tooFar } = await page.evaluate(async () => {
    const { currentTensors, difference, everyRunTwice, openBackend, trainTwins, twinWorlds, wasmPaths } = await import(
      '/engine.js'
    );
    /** Every objective twice, trained a little side by side on this backend: the numbers each run comes to. */
    const twins = async (backend: BackendName) => {
      await openBackend(backend, { wasmPaths });
      const tensors = await currentTensors();
      return (await Promise.all(twinWorlds.map((world) => trainTwins(tensors, world, [everyRunTwice])))).flat(2);
    };
    const onWebGpu = await twins('webgpu');
    const onWasm = await twins('wasm');
    return {
      compared: [onWebGpu.length, onWasm.length],
      tooFar: onWebGpu.flatMap((outcome, i) => {
        const apart = difference(outcome, onWasm[i] ?? []);
        return apart < 1e-4 ? [] : [`${JSON.stringify(everyRunTwice[i % everyRunTwice.length])}: ${apart}`];
      }),
    };
  });
  expect(tooFar).toEqual([]);
  expect(compared[0]).toBeGreaterThan(200);
  expect(compared[1]).toBe(compared[0]);
});

/** Metrics of the experiment five times on the way: [reports][runs · metrics], null for NaN. */
const trained = (backend: BackendName, link: string) =>
  page.evaluate(
    async ([name, fragment]) => {
      const { openBackend, openLink, train, wasmPaths } = await import('/engine.js');
      await openBackend(name, { wasmPaths });
      const { experiment } = openLink(fragment);
      const rows: (number | null)[][] = [];
      for await (const { metrics } of train(experiment, { every: experiment.training.steps / 5 })) {
        rows.push([...metrics].map((value) => (Number.isNaN(value) ? null : value)));
      }
      return rows;
    },
    [backend, link] as const,
  );

const sentences = '#1&world=sentences&world.words=2&world.maxLength=2&world.sft.steps=10&training.steps=5&data.pairs=8';
const wordByWord = `${sentences}&run=dpo,beta:1,anchor:0.1&run=d2po&run=tdpo&run=exo-rw`;

for (const { what, link } of [
  {
    what: 'the opening experiment',
    link: '#1&world.bins=41&policy.start=1&data.candidates=4&training.steps=10&run=dpo,beta:1&run=exo-rw&run=rl-exact',
  },
  { what: 'a network on sentences', link: `${wordByWord}&policy=autoregressive-mlp&policy.hidden=8` },
  { what: 'a transformer on sentences', link: `${wordByWord}&policy=transformer&policy.width=8` },
]) {
  test(`WebGPU, WASM and plain JavaScript agree to 1e-3 in every metric of ${what}`, async () => {
    const wasm = await trained('wasm', link);
    expect(wasm).toHaveLength(6);
    for (const backend of ['cpu', 'webgpu'] as const) {
      const other = await trained(backend, link);
      // One expectation for all: each costs more than a step of training.
      const tooFar = other.flatMap((row, report) =>
        row.flatMap((value, i) => {
          const reference = wasm[report]?.[i] ?? null;
          const agrees =
            reference === null || value === null ? value === reference : Math.abs(value - reference) < 1e-3;
          return agrees ? [] : [`report ${report}, entry ${i}: ${value}, not ${reference}`];
        }),
      );
      expect(tooFar, backend).toEqual([]);
      expect(other).toHaveLength(wasm.length);
    }
  });
}
