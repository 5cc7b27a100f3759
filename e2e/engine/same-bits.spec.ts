/** The same link gives the same bits here as in Node, whose elementary functions this browser does not share. */
import { expect } from '@playwright/test';
import { test } from '../page/playground';
import { blankPage } from '../servers';

test('six experiments come to the same bits in a browser as in Node', async ({ page }) => {
  // The whole engine, which no other test waits for.
  const { digestedLinks, digestOf } = await import('../../src/training/digests');
  await page.goto(blankPage);
  for (const [what, link] of Object.entries(digestedLinks)) {
    const here = await page.evaluate(async (fragment) => {
      const { digestOf } = await import('/src/training/digests.ts');
      return digestOf(fragment);
    }, link);
    expect(here, what).toBe(await digestOf(link));
  }
});
