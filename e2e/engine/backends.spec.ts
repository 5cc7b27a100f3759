/** The engine's own modules in a real browser: WebGPU, WASM and plain JavaScript must tell the same story. */
import { expect, type Page, test } from '@playwright/test';
import type { BackendName } from '../../src/experiment/backend';

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

/** Metrics of the opening experiment every ten of its first fifty steps: [reports][runs · metrics], null for NaN. */
const opening = (page: Page, backend: BackendName) =>
  page.evaluate(async (name) => {
    const [{ openBackend }, { presets }, { train }, { wasmPaths }] = await Promise.all([
      import('/src/training/backend.ts'),
      import('/src/experiment/presets.ts'),
      import('/src/training/train.ts'),
      import('/src/worker/wasm-paths.ts'),
    ]);
    await openBackend(name, { wasmPaths });
    const experiment = presets[0]?.experiment;
    if (experiment === undefined) throw new Error('no preset');
    const rows: (number | null)[][] = [];
    const short = { ...experiment, training: { ...experiment.training, steps: 50 } };
    for await (const { metrics } of train(short, { every: 10 })) {
      rows.push([...metrics].map((value) => (Number.isNaN(value) ? null : value)));
    }
    return rows;
  }, backend);

test('WebGPU, WASM and plain JavaScript agree over the first 50 steps to 1e-3 in every metric', async ({ page }) => {
  test.setTimeout(120_000);
  const wasm = await opening(page, 'wasm');
  expect(wasm).toHaveLength(6);
  for (const backend of ['cpu', 'webgpu'] as const) {
    const other = await opening(page, backend);
    other.forEach((row, report) => {
      row.forEach((value, i) => {
        const reference = wasm[report]?.[i] ?? null;
        if (reference === null || value === null) expect(value).toBe(reference);
        else expect(Math.abs(value - reference), `${backend}, report ${report}, entry ${i}`).toBeLessThan(1e-3);
      });
    });
  }
});
