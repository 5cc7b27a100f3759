/** What single methods bring along: the map of all, a promise, two references, a reward model, and what is said of a training. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator } from '@playwright/test';
import { promiseLink } from './examples';
import { offered } from './offered';
import { sharing as test } from './playground';

test.describe('the map of methods', () => {
  test('the map finds a method and opens it beside DPO', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill('#1&run=exo-rw&training.steps=20&seed=3');
    await page.getByRole('button', { name: 'Map of methods' }).press('Enter');
    const map = page.getByRole('dialog', { name: 'Map of methods' });
    const rows = map.getByRole('row').filter({ has: page.getByRole('rowheader') });
    const { methodMap } = await offered.map();
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
    await playground.openStill('#1&run=dpo&training.steps=20');
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
});

test.describe('a promise about a second reward', () => {
  test('a promise is made, its dual drawn and read, and kept by the multiplier', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(promiseLink);
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
});

test.describe('two references', () => {
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
    // The table is drawn anew a little after the curves.
    const [last = Number.NaN] = await playground.last('KL to π_ref, nats', ['Exact RL, a soup of two references']);
    await expect.poll(async () => (await cellsOf(2))[1]).toBe(Number(last.toFixed(2)));
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
    await playground.fits('two references');
  });
});

test.describe('a reward model', () => {
  const link =
    '#1&world=cliff&policy=bump-width&policy.start=0&policy.width=1.5&data.pairs=256&data.support.low=-1' +
    '&data.support.high=1&training.steps=150&training.batch=all&training.learningRate=0.05' +
    '&run=rl-exact,beta:0.1,judge:model&run=rl-exact,beta:1';

  test('a reward model is fitted, compared with the truth and believed too far', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(link);
    await playground.finish();
    await expect(page.getByText('Reward model: fitted to the labels in 600 steps.')).toBeVisible();
    await expect(playground.headline).toHaveText(/true reward has fallen from .*, while the model’s reward rose to/);
    await expect(page.getByRole('img', { name: /^Reward against KL/ })).toHaveAttribute(
      'aria-label',
      /reward −[\d.]+ for KL [\d.]+ \(to the reward model [\d.]+\); Exact RL[^;]* reward [^(]*; the exact/,
    );

    const section = page.getByRole('region', { name: 'What the reward model believes' });
    const picture = section.getByRole('img');
    await expect(picture).toHaveAttribute(
      'aria-label',
      /furthest apart at 6\.00, .* Its pairs lie from −1\.00 to 1\.00\./,
    );
    await expect(section.getByText(/^It ranks \d\d% of the pairs as they are labelled/)).toBeVisible();
    await section.getByText('Numbers', { exact: true }).press('Enter');
    await expect(section.getByRole('rowheader', { name: '6.00', exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Reward model', exact: true }).press('Enter');
    await page.getByRole('button', { name: /reward model$/ }).press('Enter');
    await page.getByRole('option', { name: 'a table' }).press('Enter');
    await expect(page).toHaveURL(/rewardModel\.kind=table/);
    await expect(page.getByRole('slider', { name: 'width' })).toHaveCount(0);
    await playground.isFinished();
    // A table says the same of all that no pair has.
    await expect(picture).not.toHaveAttribute('aria-label', /furthest apart at 6\.00, where the model says 3/);

    await page.setViewportSize({ width: 390, height: 844 });
    await playground.fits('the reward model');
  });
});

test.describe('the headline', () => {
  test('the numbers of its sentences lead to a row of the ledger or to a chart, by keyboard too', async ({
    playground,
  }) => {
    const { page, headline, ledger } = playground;
    const { keyboard } = page;
    await playground.openStill('#1&world=triangle&training.steps=300&run=dpo,beta:1&run=minor-dpo,beta:1');
    await playground.finish();
    await expect(headline).toContainText('MinorDPO goes to No');
    const follow = async (name: RegExp): Promise<void> => {
      const number: Locator = headline.getByRole('button', { name });
      await number.focus();
      await keyboard.press('Enter');
    };

    await follow(/^91%, see its row in the ledger$/);
    await expect(ledger.getByRole('table', { name: 'gained' }).getByRole('row', { name: /^No/ })).toBeFocused();
    await expect(ledger.getByRole('button', { name: /under$/ })).toContainText('MinorDPO');
    await expect(ledger.getByRole('row', { name: /^No/ })).toBeInViewport();

    // The same response under the other run is another row.
    await follow(/^97%, see its row in the ledger$/);
    await expect(ledger.getByRole('table', { name: 'gained' }).getByRole('row', { name: /^Yes/ })).toBeFocused();
    await expect(ledger.getByRole('button', { name: /under$/ })).toContainText(/^DPO/);

    await follow(/^2\.12, see KL$/);
    const chart = page.locator('.curve', { has: page.getByRole('figure', { name: 'KL to π_ref, nats', exact: true }) });
    await expect(chart).toBeFocused();
    await expect(chart).toBeInViewport();

    const { violations } = await new AxeBuilder({ page }).setLegacyMode().include('.headline').analyze();
    expect(violations).toEqual([]);
  });
});
