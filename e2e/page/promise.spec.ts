/** A promise about a second reward: picking MoCAN makes it, and the dual, its table and the curves say what it costs; beside it, rounds. */
import { expect } from '@playwright/test';
import { test } from './playground';

const link =
  '#1&policy=table&data.candidates=4&training.steps=300&run=dpo,beta:1&run=primal-dual,beta:1,rate:0.05&seed=1';

test('a promise is made, its dual drawn and read, and kept by the multiplier', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill(link);
  const picture = page.getByRole('region', { name: 'The price of the promise' });
  await expect(picture).toHaveCount(0);

  await playground.addRun.click();
  await page.getByRole('searchbox', { name: 'Search objectives' }).fill('one-shot safety');
  await page.getByRole('option', { name: 'MoCAN' }).click();
  await expect(picture).toBeVisible();
  await playground.finish();
  await expect(picture.getByRole('img')).toHaveAccessibleName(
    /^The dual is least at λ\* 0\.726, where E\[g\] is 0\.500 and the bound 0\.500\. Multipliers of the runs: .*; MoCAN 0\.726\.$/,
  );
  await expect(picture).toContainText('earns E[r] = 2.290; without the bound 2.367');

  await picture.getByText('Numbers', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(picture.getByRole('table').getByRole('row')).toHaveCount(42);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the promise and rounds fit, and where rounds begin is drawn, said and in the table', async ({ playground }) => {
    const { page } = playground;
    const inRounds = 'run=iterative-dpo,beta:1,draws.every:100,reference.every:100';
    await playground.openStill(`${link}&world.safety.bound=0.5&${inRounds}`);
    await playground.finish();
    const curve = page.locator('.curve', { has: page.getByRole('figure', { name: 'Reward E[r]', exact: true }) });
    await curve.scrollIntoViewIfNeeded();
    await expect(curve.locator('.chart-box')).toHaveAccessibleName(
      /; Iterative DPO .* The latest round began at step 300\.$/,
    );
    await expect(curve.locator('.chart-round')).toHaveCount(3);
    await curve.getByText('Numbers', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(curve.getByRole('rowheader', { name: 'round from' })).toHaveText([
      /^\d+, round from 100$/,
      /^\d+, round from 200$/,
      '300, round from 300',
    ]);

    const picture = page.getByRole('region', { name: 'The price of the promise' });
    await picture.scrollIntoViewIfNeeded();
    await expect(picture.getByRole('img')).toBeVisible();
    const width = await page.evaluate(() => document.scrollingElement?.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});
