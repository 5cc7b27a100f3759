/** The page on a phone: nothing to scroll sideways, and everything within reach of a finger. */
import { expect, type Locator } from '@playwright/test';
import { type Playground, test } from './playground';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const fits = async ({ page }: Playground, state: string): Promise<void> => {
  const [content, screen] = await page.evaluate(() => [document.scrollingElement?.scrollWidth, window.innerWidth]);
  expect(content, state).toBeLessThanOrEqual(screen ?? 0);
  expect(screen, state).toBe(390);
};

/** Presses where a finger would, which fails if something else lies there. */
const tap = (target: Locator): Promise<void> => target.tap();

test('on a phone', async ({ playground }) => {
  const { page } = playground;
  await playground.open(
    '#1&policy.start=1&data.candidates=4&training.steps=300&run=dpo,beta:1&run=exo-rw&run=custom&run=rl-exact',
  );
  await playground.passes(1);
  await fits(playground, 'as it opens');
  await tap(playground.pause);
  await expect(playground.play).toBeVisible();
  await tap(playground.reset);
  await expect(playground.stepCount).toHaveText('0');
  await tap(page.getByRole('button', { name: 'Step', exact: true }));
  await expect(playground.stepCount).toHaveText('1');
  await tap(page.getByRole('radio', { name: /^max/ }));
  await tap(playground.play);
  await playground.isFinished();

  await tap(page.getByRole('radio', { name: 'Free table' }));
  await playground.isFinished();
  const card = playground.run('DPO');
  const typed = card.getByRole('textbox', { name: 'β', exact: true });
  const track = card.locator('.react-aria-SliderTrack').first();
  await track.scrollIntoViewIfNeeded();
  const box = await track.boundingBox();
  if (box === null) throw new Error('The slider has no track.');
  await page.touchscreen.tap(box.x + 0.2 * box.width, box.y + box.height / 2);
  await expect(typed).not.toHaveValue('1');
  await fits(playground, 'after a slider');

  await tap(card.getByRole('button', { name: 'About DPO' }));
  await tap(playground.run('Your own').getByRole('button', { name: 'About Your own' }));
  await tap(page.getByRole('button', { name: 'World', exact: true }));
  await fits(playground, 'formula cards and the world open');
  await tap(playground.addRun);
  await page.getByRole('searchbox', { name: 'Search objectives' }).fill('orpo');
  await tap(page.getByRole('option').first());
  await expect(playground.runs).toHaveCount(5);
  for (const summary of await page.locator('summary').all()) await tap(summary);
  await fits(playground, 'numbers open');
});
