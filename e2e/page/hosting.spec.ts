/** What hosts may send along with the files, and what the page asks them to. */
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { contentPolicy } from '../../scripts/content-policy';
import { test } from './host';

const small = '#1&run=dpo&run=exo-rw&training.steps=60&training.batch=64';

test('isolated from other origins, and under the policy in workers too, it trains on WASM', async ({
  host,
  playground,
}) => {
  const { page } = playground;
  Object.assign(host.headers, {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Content-Security-Policy': contentPolicy,
  });
  // react-aria writes a style element of its own when a menu opens on an iPhone.
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { get: () => 'iPhone' }));
  await playground.openStill(small);
  // The policy stands in the page too, and in the README for other hosts.
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute('content', contentPolicy);
  expect(contentPolicy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/);
  expect(readFileSync('README.md', 'utf8')).toContain(`Content-Security-Policy: ${contentPolicy}\n`);
  expect(await page.evaluate(() => globalThis.crossOriginIsolated)).toBe(true);
  await playground.chooseBackend('wasm');
  await playground.finish();
  await expect(playground.stepCount).toHaveText('60');
  expect(await playground.noticeTexts()).toEqual([]);
  await page.getByRole('button', { name: 'Add a run' }).click();
  await page.keyboard.press('Escape');
  await expect(playground.runs.getByRole('math')).toHaveCount(2);
});
