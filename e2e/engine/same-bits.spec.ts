/** The same link gives the same bits here as in Node, whose elementary functions this browser does not share. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from '../page/playground';
import { blankPage } from '../servers';

test('six experiments come to the same bits in a browser as in Node', async ({ page }) => {
  const recorded = JSON.parse(readFileSync('src/training/digests.json', 'utf8'));
  expect(Object.keys(recorded)).toHaveLength(6);
  await page.goto(blankPage);
  const here = await page.evaluate(async () => {
    const { allDigests } = await import('/engine.js');
    return allDigests();
  });
  expect(here).toEqual(recorded);
});
