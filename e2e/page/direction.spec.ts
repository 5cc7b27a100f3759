/** The direction of the gradients: one press away, also after the end of a training. */
import { expect } from '@playwright/test';
import { test } from './playground';

test('the direction of the gradients is said when it is asked for', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill('#1&policy=rbf&training.steps=20&run=dpo,beta:1&run=rl-exact,beta:1');
  await playground.finish();
  await page.getByRole('button', { name: /^\+ Direction/ }).press('Enter');
  const curve = page.getByRole('figure', { name: 'Direction cosine with exact RL', exact: true });
  await expect(curve).toBeVisible();
  const part = page.locator('.curve', { has: curve });
  await expect.poll(async () => Number((await playground.numbersIn(part)).run('Exact RL').at(-1))).toBeCloseTo(1, 4);
  expect(Math.abs(Number((await playground.numbersIn(part)).run('DPO').at(-1)))).toBeLessThan(1);
});
