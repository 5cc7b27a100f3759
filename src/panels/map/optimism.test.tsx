// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it, onTestFinished, vi } from 'vitest';
import { show } from '../testing';
import { Optimism } from './optimism';

it('finds the rare best answer where it is optimistic, seldom where it is greedy, and has both in numbers', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  await show(<Optimism />);
  const status = () => document.querySelector('[role="status"]')?.textContent ?? '';
  expect(status()).toBe('Playing 10 seeds…');
  await act(async () => {
    await vi.runAllTimersAsync();
  });
  const [, ...said] =
    /c = 1 costs (\d+) .* in (\d+) of 10; c = 0, greedy, costs (\d+) .* in (\d+) of 10\./.exec(status()) ?? [];
  const [hopefulCost = 0, hopefulFound = 0, greedyCost = 0, greedyFound = 0] = said.map(Number);
  expect(hopefulFound).toBeGreaterThanOrEqual(9);
  expect(greedyFound).toBeLessThanOrEqual(3);
  expect(hopefulCost).toBeLessThan(60);
  expect(greedyCost).toBeGreaterThan(450);

  for (const table of document.querySelectorAll('details')) {
    await act(async () => {
      table.open = true;
      table.dispatchEvent(new Event('toggle'));
    });
  }
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => [...row.children].map((at) => at.textContent));
  expect(rows).toHaveLength(20);
  expect(rows[9]?.[0]).toBe('3000');
  expect(rows[9]?.[2]?.startsWith(`${hopefulCost} (`)).toBe(true);
  expect(rows[19]?.slice(0, 2)).toEqual(['10', '0.70']);
});
