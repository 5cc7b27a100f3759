/** What the page says of a training, and where its numbers lead. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator } from '@playwright/test';
import { test } from './playground';

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
