/** The engine's own modules in a real browser: WebGPU, WASM and plain JavaScript must tell the same story. */
import { expect, type Page, test } from '@playwright/test';
import type { BackendName } from '../../src/experiment/backend';
import { difference, everyRunTwice } from '../../src/training/twins';

test.beforeEach(async ({ page }) => {
  // A page of the server's origin with nothing on it, from which source modules can be imported.
  await page.goto('/e2e/engine/blank.html');
});

const golden = (page: Page, backend: BackendName) =>
  page.evaluate(async (name) => {
    const [{ openBackend }, { compareGolden }, { wasmPaths }] = await Promise.all([
      import('/src/training/backend.ts'),
      import('/src/training/golden-agreement.ts'),
      import('/src/worker/wasm-paths.ts'),
    ]);
    await openBackend(name, { wasmPaths });
    return compareGolden();
  }, backend);

for (const backend of ['webgpu', 'wasm', 'cpu'] as const) {
  test(`tensors on ${backend} agree with every golden case`, async ({ page }) => {
    const { compared, misses } = await golden(page, backend);
    expect(misses).toEqual([]);
    expect(compared).toBeGreaterThan(1500);
  });
}

/** Every objective twice, trained a little side by side on this backend: the numbers each run comes to. */
const twins = (page: Page, backend: BackendName) =>
  page.evaluate(async (name) => {
    const [{ openBackend }, { everyRunTwice, trainTwins, twinWorlds }, { wasmPaths }] = await Promise.all([
      import('/src/training/backend.ts'),
      import('/src/training/twins.ts'),
      import('/src/worker/wasm-paths.ts'),
    ]);
    await openBackend(name, { wasmPaths });
    return Promise.all(twinWorlds.map((world) => trainTwins(world, [everyRunTwice])));
  }, backend);

test('every objective gives the same numbers twice and among others on WebGPU as on WASM', async ({ page }) => {
  const [onWebGpu, onWasm] = [(await twins(page, 'webgpu')).flat(2), (await twins(page, 'wasm')).flat(2)];
  expect(onWebGpu.length).toBeGreaterThan(200);
  expect(onWasm).toHaveLength(onWebGpu.length);
  onWebGpu.forEach((outcome, i) => {
    expect(difference(outcome, onWasm[i] ?? []), JSON.stringify(everyRunTwice[i % everyRunTwice.length])).toBeLessThan(
      1e-4,
    );
  });
});

/** Metrics of the experiment five times on the way: [reports][runs · metrics], null for NaN. */
const trained = (page: Page, backend: BackendName, link: string) =>
  page.evaluate(
    async ([name, fragment]) => {
      const [{ openBackend }, { openLink }, { train }, { wasmPaths }] = await Promise.all([
        import('/src/training/backend.ts'),
        import('/src/experiment/link.ts'),
        import('/src/training/train.ts'),
        import('/src/worker/wasm-paths.ts'),
      ]);
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

const sentences =
  '#1&world=sentences&world.words=2&world.maxLength=2&world.sft.steps=10&training.steps=10&data.pairs=8';
const wordByWord = `${sentences}&run=dpo,beta:1,anchor:0.1&run=d2po&run=tdpo&run=exo-rw`;

for (const { what, link } of [
  {
    what: 'the opening experiment',
    link: '#1&policy.start=1&data.candidates=4&training.steps=50&run=dpo,beta:1&run=exo-rw&run=rl-exact',
  },
  { what: 'a network on sentences', link: `${wordByWord}&policy=autoregressive-mlp&policy.hidden=8` },
  { what: 'a transformer on sentences', link: `${wordByWord}&policy=transformer&policy.width=8` },
]) {
  test(`WebGPU, WASM and plain JavaScript agree to 1e-3 in every metric of ${what}`, async ({ page }) => {
    const wasm = await trained(page, 'wasm', link);
    expect(wasm).toHaveLength(6);
    for (const backend of ['cpu', 'webgpu'] as const) {
      const other = await trained(page, backend, link);
      other.forEach((row, report) => {
        row.forEach((value, i) => {
          const reference = wasm[report]?.[i] ?? null;
          if (reference === null || value === null) expect(value).toBe(reference);
          else expect(Math.abs(value - reference), `${backend}, report ${report}, entry ${i}`).toBeLessThan(1e-3);
        });
      });
    }
  });
}
