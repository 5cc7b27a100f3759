/** The tree of tokens: what it says of a run, its numbers by keyboard, and that it fits a phone. */
import { expect } from '@playwright/test';
import { test } from './playground';

const link =
  '#1&world=sentences&world.words=3&world.maxLength=3&policy=table&training.learningRate=0.05&training.steps=300&run=inverse-q&run=d2po,beta:1';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the tree of tokens has what is learned beside what is exact', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(link);
    await playground.finish();
    const tree = page.getByRole('region', { name: 'Token by token' });
    await expect(tree.getByRole('img')).toHaveAccessibleName(
      /^Advantages of first tokens under Inverse-Q\*: (“\w+” (−?\d\.\d\d), exactly \2[;.] ?){3}$/,
    );
    await tree.getByText('Numbers', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(tree.getByRole('table').getByRole('row')).toHaveCount(19);

    await tree.getByRole('radio', { name: 'D²PO' }).focus();
    await page.keyboard.press('Space');
    await expect(tree.getByRole('img')).toHaveAccessibleName(/^Advantages of first tokens under D²PO: /);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
