/** The world and the policy changed in the page: peaks moved, more room given, curves added. */
import { expect, type Locator } from '@playwright/test';
import { type Playground, test } from './playground';

const centreOf = async (handle: Locator): Promise<readonly [x: number, y: number]> => {
  const box = await handle.boundingBox();
  if (box === null) throw new Error('The handle is not drawn.');
  return [box.x + box.width / 2, box.y + box.height / 2];
};

/** Where a handle says its peak is. */
const peakAt = async (handle: Locator): Promise<{ readonly at: number; readonly height: number }> => {
  const text = ((await handle.getAttribute('aria-valuetext')) ?? '').replaceAll('−', '-');
  const [, at, height] = /^at (-?[\d.]+), reward (-?[\d.]+)$/.exec(text) ?? [];
  return { at: Number(at), height: Number(height) };
};

/** Waits for the address to say where the first peak is. */
const isInAddress = async ({ page }: Playground, { at, height }: { at: number; height: number }): Promise<void> => {
  await expect.poll(() => page.url()).toContain(`world.peaks=at:${at},height:${height},`);
};

test('peaks are moved by pointer, by arrow keys and by numbers; training starts anew each time', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openStill('#1&policy.start=1&run=dpo,beta:1&run=rl-exact&training.steps=40');
  await playground.finish();
  const before = await playground.last('Reward E[r]', ['Exact RL']);
  const handle = page.getByRole('slider', { name: /^Peak 1 of the reward/ });
  await expect(handle).toHaveAttribute('aria-valuetext', 'at −2.5, reward 3.3');

  // Away from the numbers, below which the picture has gone under the bar at the top.
  await page.evaluate(() => window.scrollTo(0, 0));
  const [x, y] = await centreOf(handle);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 20, { steps: 3 });
  await page.mouse.up();
  const dragged = await peakAt(handle);
  expect(dragged.at).toBeGreaterThan(-2.4);
  expect(dragged.height).toBeLessThan(3.3);
  await isInAddress(playground, dragged);
  const [movedX, movedY] = await centreOf(handle);
  await page.mouse.move(movedX + 9, movedY);
  expect(await peakAt(handle), 'let go of').toEqual(dragged);
  expect(Math.abs(movedX - x - 60)).toBeLessThan(3);
  expect(movedY).toBeGreaterThan(y);
  await playground.isFinished();
  expect(await playground.last('Reward E[r]', ['Exact RL'])).not.toEqual(before);

  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowUp');
  const keyed = await peakAt(handle);
  expect(keyed.at).toBeCloseTo(dragged.at + 0.1, 5);
  expect(keyed.height).toBeCloseTo(dragged.height + 0.5, 5);
  await isInAddress(playground, keyed);
  await playground.isFinished();

  await page.getByRole('button', { name: 'World', exact: true }).click();
  const at = page.getByRole('textbox', { name: 'peak 1, at' });
  await at.fill('-1.5');
  await at.press('Enter');
  await isInAddress(playground, { ...keyed, at: -1.5 });
  expect((await peakAt(handle)).at).toBe(-1.5);
  await playground.isFinished();

  // How many entries there are depends on how fast the changes of one thing followed each other.
  while (await playground.undo.isEnabled()) await playground.undo.click();
  await expect(handle).toHaveAttribute('aria-valuetext', 'at −2.5, reward 3.3');
  await expect(playground.undo).toBeDisabled();
  await playground.isFinished();
  expect(await playground.last('Reward E[r]', ['Exact RL'])).toEqual(before);
});

test('the opening lesson ends with DPO in the valley and the others on the peak; with a free table the difference goes away, and the page says why', async ({
  playground,
}) => {
  await playground.openStill();
  await playground.finish();
  await expect(playground.stepCount).toHaveText('1500');
  const [dpo, exo, exact] = await playground.last('Reward E[r]', ['DPO', 'EXO', 'Exact RL']);
  expect(dpo).toBeLessThan(0.5);
  expect(exo).toBeGreaterThan(1.5);
  expect(exact).toBeGreaterThan(1.5);
  const names = ['DPO', 'EXO'];
  const [dpoBefore = 0] = await playground.last('Gap KL(π‖π*), nats', names);
  expect(dpoBefore).toBeGreaterThan(1);
  await expect(playground.headline).toContainText('DPO sits in the valley');
  await playground.page.getByRole('radio', { name: 'Free table' }).click();
  await playground.isFinished();
  await expect(playground.headline).toContainText('have reached the optimum π*');
  for (const gap of await playground.last('Gap KL(π‖π*), nats', names)) expect(gap).toBeLessThan(0.05);
});

test('the pictures say in words what they show; a curve is added on request, and removed', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill('#1&policy.start=1&run=dpo,beta:1&run=rl-exact&training.steps=200');
  await page.getByRole('button', { name: '+ Add a curve' }).click();
  await page.getByRole('menuitem', { name: 'Direction' }).click();
  const figure = page.getByRole('figure', { name: 'Direction cosine with exact RL' });
  await expect(figure).toBeVisible();
  await playground.finish();
  await expect(figure.getByRole('img').first()).toHaveAccessibleName(/at step 200: DPO −?[\d.]+; Exact RL −?[\d.]+/);
  await page.getByRole('button', { name: /^Remove the curve Direction/ }).click();
  await expect(figure).toBeHidden();
  const peak =
    /at step 200: DPO peaks at −?[\d.]+ with \d+% .*; Exact RL peaks at 2\.[\d]+ .*; the exact optimum π\* peaks at −2\.50/;
  await expect(page.getByRole('img', { name: /^Probability of each response/ })).toHaveAccessibleName(peak);
  await expect(page.getByRole('img', { name: /^Reward against KL/ })).toHaveAccessibleName(
    /at step 200: DPO reward [\d.]+ for KL [\d.]+; .* the exact optimum π\* reward 2\.37 for KL 0\.61/,
  );
});
