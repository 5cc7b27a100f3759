/** The map of methods: found by words and by ingredient, read by row, opened from the keyboard and on a phone. */
import { expect } from '@playwright/test';
import { methodMap } from '../../src/methods/map';
import { test } from './playground';

test('the map finds a method and opens it beside DPO', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill('#1&run=exo-rw&training.steps=20&seed=3');
  await page.getByRole('button', { name: 'Map of methods' }).press('Enter');
  const map = page.getByRole('dialog', { name: 'Map of methods' });
  const rows = map.getByRole('row').filter({ has: page.getByRole('rowheader') });
  await expect(rows).toHaveCount(methodMap.length);
  await expect(map.getByRole('status')).toHaveText(`${methodMap.length} of ${methodMap.length} methods`);

  await map.getByRole('button', { name: /tied to$/ }).click();
  await page.getByRole('option', { name: 'an average of itself' }).click();
  await expect(rows.getByRole('rowheader')).toContainText(['TR-DPO']);
  const trDpo = rows.filter({ has: page.getByRole('rowheader', { name: 'TR-DPO', exact: true }) });
  await expect(trDpo.getByRole('cell')).toContainText(['DPO', 'the experiment’s data', 'the raters', '(not as DPO)']);
  await expect(trDpo.getByText('(not as DPO)')).toHaveCount(1);

  await map.getByRole('button', { name: /tied to$/ }).click();
  await page.getByRole('option', { name: 'any' }).click();
  await map.getByRole('searchbox', { name: 'Search methods' }).fill('2312.16682');
  await expect(rows).toHaveCount(1);
  await map.getByRole('link', { name: 'Iterative DPO' }).press('Enter');
  await expect(map).toBeHidden();
  await expect(playground.run('Iterative DPO')).toBeVisible();
  await expect(playground.run('DPO')).toBeVisible();
  expect(page.url()).toContain('seed=3');
  await playground.undo.click();
  await expect(playground.runs).toHaveCount(1);
});

test('OPPO opens as a bandit over the map, and gives the map back', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill();
  await page.getByRole('button', { name: 'Map of methods' }).press('Enter');
  const open = page.getByRole('button', { name: 'OPPO', exact: true });
  await open.press('Enter');
  const bandit = page.getByRole('dialog', { name: 'OPPO' });
  await expect(bandit.getByRole('status')).toContainText('Over 10 seeds');
  await expect(bandit.getByRole('img', { name: /Regret over 3000 steps/ })).toBeVisible();
  await bandit.getByRole('slider', { name: /bonus c/ }).press('Home');
  await expect(bandit.getByRole('status')).toContainText('c = 0 ');
  await bandit.getByRole('button', { name: 'Back to the map' }).press('Enter');
  await expect(bandit).toBeHidden();
  await expect(open).toBeFocused();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the map scrolls by itself and keeps its first column', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill();
    await page.getByRole('button', { name: 'Map of methods' }).tap();
    const methods = page.getByRole('region', { name: 'Methods' });
    const dpo = methods.getByRole('rowheader', { name: 'DPO', exact: true });
    await expect(dpo).toBeVisible();
    const before = await dpo.boundingBox();
    await methods.evaluate((region) => region.scrollTo({ left: 300 }));
    expect((await dpo.boundingBox())?.x).toBe(before?.x);
    const [content, screen] = await page.evaluate(() => [document.scrollingElement?.scrollWidth, window.innerWidth]);
    expect(content).toBeLessThanOrEqual(screen ?? 0);
    await methods.getByRole('link', { name: 'Online DPO' }).tap();
    await expect(playground.run('Online DPO')).toBeVisible();
  });
});
