/** The stage in which a reward model is fitted: its settings, what it believes beside the truth, and who believes it too far. */
import { expect } from '@playwright/test';
import { test } from './playground';

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
  const [content, screen] = await page.evaluate(() => [document.scrollingElement?.scrollWidth, window.innerWidth]);
  expect(content).toBeLessThanOrEqual(screen ?? 0);
});
