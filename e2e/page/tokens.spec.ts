/** The trees of tokens, learned and searched: what they say of a run, their numbers by keyboard, and that they fit a phone. */
import { expect } from '@playwright/test';
import { test } from './playground';

const link =
  '#1&world=sentences&world.words=3&world.maxLength=3&policy=table&training.learningRate=0.05&training.steps=300&run=inverse-q&run=d2po,beta:1&run=mcts-dpo&run=mcts-dpo,draws.trees:4';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the trees of tokens have what is learned and what is searched beside what is exact', async ({ playground }) => {
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

    const search = page.getByRole('region', { name: 'The search for pairs' });
    await expect(search.getByRole('img')).toHaveAccessibleName(
      /^Simulations through first tokens, of 128 in the search of MCTS-DPO, trees 1: “yes” \d+, the most, exactly the best; /,
    );
    await search.getByRole('slider', { name: 'simulations' }).focus();
    await page.keyboard.press('Home');
    await expect(search.getByRole('img')).toHaveAccessibleName(
      /^Simulations through first tokens, of 1 in the search of MCTS-DPO, trees 1: .*“\w+” 1, the most/,
    );
    await search.getByText('Numbers', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(search.getByRole('table').getByRole('row')).toHaveCount(19);

    await search.getByRole('radiogroup', { name: 'Run of the search' }).getByRole('radio').nth(1).focus();
    await page.keyboard.press('Space');
    await search.getByRole('slider', { name: 'tree' }).focus();
    await page.keyboard.press('End');
    await expect(search.getByRole('img')).toHaveAccessibleName(/ in tree 4 of 4 in the search of /);
    await expect(search.getByRole('region', { name: / in tree 4 of 4$/ }).getByRole('table')).toBeVisible();
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
