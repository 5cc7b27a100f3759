/** A sweep that a link brings along: trained in workers of its own, drawn over one knob and over two, and given up. */
import { expect } from '@playwright/test';
import { test } from './playground';

const link =
  '#1&policy=rbf&policy.centres=5&training.steps=20&training.batch=16&run=dpo,beta:1&run=alphapo&run=rl-exact' +
  '&sweep.over=knob:beta,low:0.1,high:10,count:3&sweep.seeds=2';

test('a sweep over one knob and over two', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill(link);
  const card = page.locator('.sweep');
  await card.getByRole('button', { name: 'Train 18 runs' }).press('Enter');
  const lines = card.getByRole('img', { name: /^Reward, E\[r\], at the end over β\. DPO: from/ });
  await expect(lines).toBeVisible();
  await expect(card.getByRole('button', { name: 'Train 18 runs' })).toBeVisible();
  await card.getByText('Numbers', { exact: true }).click();
  await expect(card.getByRole('row')).toHaveCount(10);
  await expect(card.getByRole('row').nth(4)).toHaveText(/^AlphaPO0\.1/);
  // The runs themselves have not moved.
  await expect(playground.stepCount).toHaveText('0');

  await card.getByRole('button', { name: /and knob$/ }).press('Enter');
  await page.getByRole('option', { name: 'α', exact: true }).press('Enter');
  await card.getByRole('button', { name: 'Train 48 runs' }).press('Enter');
  await expect(
    card.getByRole('img', { name: /^Reward, E\[r\], at the end of AlphaPO over β and α: from/ }),
  ).toBeVisible();
  await expect(page).toHaveURL(/sweep\.over=knob:beta,low:0\.1,high:10,count:3\/knob:alpha/);
});

test('a sweep is given up', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill(link.replace('training.steps=20', 'training.steps=100000'));
  const card = page.locator('.sweep');
  await card.getByRole('button', { name: 'Train 18 runs' }).click();
  await card.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(card.getByRole('button', { name: 'Train 18 runs' })).toBeVisible();
  await expect(card.getByRole('progressbar')).toHaveCount(0);
});
