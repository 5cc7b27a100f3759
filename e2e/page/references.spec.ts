/** SALSA's link: two references and their soup, how far each run is from them, and the control at equal KL. */
import { expect } from '@playwright/test';
import { test } from './playground';

const link =
  '#1&world=opposite-biases&training.steps=200&training.learningRate=0.05&run=rl-exact,beta:1&run=rl-exact,beta:1,reference:soup';

test('a soup of two references is compared at equal coefficient and at equal KL', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill(link);
  const section = page.getByRole('region', { name: /^Two references/ });
  const control = section.getByRole('button', { name: /^\+ Exact RL.*, tied to π_ref and as far from it$/ });
  await expect(control).toBeDisabled();
  await playground.finish();
  await expect(section.getByRole('img')).toHaveAttribute(
    'aria-label',
    /π_ref −[\d.]+; second [\d.]+; soup −?0\.[0-2]\d;/,
  );

  const rows = section.getByRole('row');
  const cellsOf = async (row: number): Promise<readonly number[]> =>
    (await rows.nth(row).getByRole('cell').allTextContents()).map(Number);
  const [reward = 0, kl = 0, , klSoup = 0] = await cellsOf(2);
  expect(kl).toBeGreaterThan(2 * ((await cellsOf(1))[1] ?? Number.NaN));
  expect(klSoup).toBeLessThan(kl);
  await expect(rows.nth(2).locator('b')).toHaveText(String(klSoup.toFixed(2)));

  await control.press('Enter');
  await expect(playground.runs).toHaveCount(3);
  await playground.isFinished();
  // The section shows the new training once its numbers are there.
  await expect.poll(async () => Math.abs(((await cellsOf(3))[1] ?? 0) / kl - 1)).toBeLessThan(0.05);
  expect((await cellsOf(3))[0]).toBeGreaterThanOrEqual(reward);
  await playground.undo.click();
  await expect(playground.runs).toHaveCount(2);

  const slider = section.getByRole('slider', { name: /share of π_ref/ });
  await slider.press('Home');
  await expect(slider).toHaveValue('0');
  await expect(page).toHaveURL(/reference\.weight:0/);

  await page.setViewportSize({ width: 390, height: 844 });
  const [content, screen] = await page.evaluate(() => [document.scrollingElement?.scrollWidth, window.innerWidth]);
  expect(content).toBeLessThanOrEqual(screen ?? 0);
});
