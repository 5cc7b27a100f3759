/** The plane of weight space: drawn for whoever unfolds it, through points to choose, with its numbers; on a phone too. */
import { expect } from '@playwright/test';
import { test } from './playground';

const link =
  '#1&policy=rbf&policy.centres=5&training.steps=40&training.batch=64&run=dpo,beta:1&run=ipo,tau:0.25' +
  '&run=soup,first:1,second:2&run=rl-exact,beta:1';

test('the plane of weight space', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill(link);
  const title = page.getByRole('button', { name: 'In weight space' });
  await title.press('Enter');
  await expect(page.getByText('The runs have not moved yet.')).toBeVisible();
  await playground.finish();
  const picture = page.getByRole('img', { name: /over a plane of weight space/ });
  await expect(picture).toHaveAttribute(
    'aria-label',
    /^Reward, E\[r\] .*DPO on the plane; IPO on the plane; Soup of two on the plane; Exact RL [\d.]+ away/,
  );

  const card = page.locator('.weight-plane');
  await card.getByRole('button', { name: /shows$/ }).press('Enter');
  await page.getByRole('option', { name: 'KL', exact: true }).press('Enter');
  await expect(picture).toHaveAttribute('aria-label', /^KL, to π_ref, nats over a plane of weight space: from [\d.]+/);
  await card.getByText('Numbers', { exact: true }).click();
  await expect(card.getByRole('rowheader', { name: 'DPO', exact: true })).toBeVisible();
  await expect(card.getByRole('table').first().getByRole('row')).toHaveCount(10);

  await card.getByRole('button', { name: /and also$/ }).click();
  await page.getByRole('option', { name: 'DPO', exact: true }).click();
  await expect(page.getByText('These three points lie on one line')).toBeVisible();
  await card.getByRole('button', { name: /and also$/ }).click();
  await page.getByRole('option', { name: 'Exact RL', exact: true }).click();
  await expect(picture).toHaveAttribute('aria-label', /IPO [\d.]+ away from it; .*Exact RL on the plane/);
  // Trained anew, it is drawn anew through the same points.
  await playground.reset.click();
  await playground.isFinished();
  await expect(picture).toHaveAttribute('aria-label', /IPO [\d.]+ away from it; .*Exact RL on the plane/);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the plane of weight space fits', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(link);
    await playground.finish();
    await page.getByRole('button', { name: 'In weight space' }).tap();
    const picture = page.getByRole('img', { name: /over a plane of weight space/ });
    await expect(picture).toBeVisible();
    await page.locator('.weight-plane').getByText('Numbers', { exact: true }).tap();
    const [content, screen] = await page.evaluate(() => [document.scrollingElement?.scrollWidth, window.innerWidth]);
    expect(content).toBeLessThanOrEqual(screen ?? 0);
  });
});
