/** Training on WebGPU where the browser has it, here in software, and what happens when its device is lost. */
import { expect } from '@playwright/test';
import { test } from './playground';

test.use({ hasWebGpu: true });
/** So long that it never ends by itself at the usual pace; at full speed on WASM it soon does. */
const small = '#1&policy.start=1&run=dpo&run=rl-exact&training.batch=8&training.steps=3000&world.bins=21';

test('trains on WebGPU when asked, goes on elsewhere from the last checkpoint when the device is lost, and says so', async ({
  playground,
}) => {
  await playground.open(small);
  await expect(playground.engine).toHaveAccessibleName(/steps\/s$/);
  await playground.engine.click();
  // Where plain JavaScript is fast enough auto asks nothing else.
  const choices = playground.page.getByRole('radiogroup', { name: 'Backend' });
  await expect(choices.locator('label', { hasText: 'WebGPU' })).toContainText('not timed');
  await expect(choices.locator('label', { hasText: 'CPU' }).last()).toHaveText(/\d steps\/s$/);
  await playground.page.keyboard.press('Escape');
  await playground.trainsOn('cpu');

  await playground.chooseBackend('webgpu');
  const worker = await playground.worker();
  const engine = () => worker.evaluate('globalThis._tfengine.backendName');
  expect(await engine()).toBe('webgpu');
  await playground.passes(5);
  await playground.pause.click();
  const before = await playground.step();
  await worker.evaluate('globalThis._tfengine.backend.device.destroy()');
  await playground.play.click();
  await expect(playground.notices).toHaveCount(1);
  const [text = ''] = await playground.noticeTexts();
  expect(text).toMatch(/^WebGPU stopped \(the device was lost.*\)\. (WASM|plain JavaScript) goes on from step \d+\.$/);
  const from = Number(/from step (\d+)/.exec(text)?.[1]);
  expect(from).toBeGreaterThanOrEqual(before);
  expect(await playground.step()).toBeGreaterThanOrEqual(from);
  await playground.speed('max');
  await playground.isFinished();
  expect(await engine()).not.toBe('webgpu');
  const { steps } = await playground.numbers('Reward E[r]');
  expect(steps).toEqual([...steps].sort((one, other) => one - other));
  expect(steps.filter((step) => step === 0)).toHaveLength(1);

  await test.step('asked for again, WebGPU starts afresh', async () => {
    await playground.chooseBackend('wasm');
    await playground.chooseBackend('webgpu');
    expect(await engine()).toBe('webgpu');
    await playground.passes(5);
  });
});
