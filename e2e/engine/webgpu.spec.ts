/** The fused engine, on WebGPU in software, must tell the same story as plain JavaScript in float64. */
import { expect, type Page } from '@playwright/test';
import { test } from '../page/playground';
import { blankPage } from '../servers';

test.use({ hasWebGpu: true });

/** With nothing on it but the engine, which is loaded once. */
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await page.goto(blankPage);
  await page.evaluate(async () => {
    const { openBackend } = await import('/engine.js');
    await openBackend('webgpu', {});
  });
});
test.afterAll(() => page.close());

test('the first step has the gradients of float64 for every policy and kind of objective', async () => {
  const cases = await page.evaluate(async () => {
    const { apartAfterOneStep, steppedCases } = await import('/engine.js');
    const found: { what: string; runs: Awaited<ReturnType<typeof apartAfterOneStep>> }[] = [];
    for (const [what, experiment] of Object.entries(steppedCases)) {
      found.push({ what, runs: await apartAfterOneStep(experiment) });
    }
    return found;
  });
  expect(cases).toHaveLength(12);
  // One expectation for all: each costs as long as a step of training.
  const tooFar = cases.flatMap(({ what, runs }) =>
    runs.flatMap((apart, run) =>
      Object.entries(apart)
        .filter(([, distance]) => !(distance < 1e-5))
        .map(([of, distance]) => `${of} of run ${run} of ${what}: ${distance}`),
    ),
  );
  expect(tooFar).toEqual([]);
});

for (const of of ['a line', 'sentences'] as const) {
  test(`a training on ${of} comes to the same metrics, takes new knobs, and goes on where another engine stood`, async () => {
    const { begun, later, onwards, areUpdated, buffers } = await page.evaluate(async (what) => {
      const { apartAfterTraining } = await import('/engine.js');
      return apartAfterTraining(what, 40);
    }, of);
    expect(areUpdated).toBe(true);
    for (const { apart, what } of [begun, later, onwards]) expect(apart, what).toBeLessThan(1e-3);
    expect(buffers).toBe(0);
  });
}

test('a run whose loss is no number stands still, and the others go on', async () => {
  const { wanted, found, again } = await page.evaluate(async () => {
    const { frozenRuns } = await import('/engine.js');
    return frozenRuns();
  });
  expect(found).toEqual(wanted);
  expect(found[0]).not.toBeNull();
  expect(found[1]).toBeNull();
  expect(again).toEqual(found);
});
