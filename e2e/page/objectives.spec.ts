/** Every objective the page offers opens from a link, trains with what can be added to it, and shows its formula. */
import { expect } from '@playwright/test';
import { knobsOf, objectives } from '../../src/objectives';
import type { Objective } from '../../src/objectives/define';
import { maxRunsShown } from '../../src/settings/limits';
import { type Playground, test } from './playground';

const withExtras = (objective: Objective): string => {
  const extras = Object.entries({ anchor: 0.1, nll: 0.1, beta: 2 })
    .filter(([name]) => ['number', 'optional-number'].includes(knobsOf(objective, {})[name]?.kind ?? ''))
    .map(([name, value]) => `,${name}:${value}`);
  return `run=${objective.id}${extras.join('')}`;
};

const batches = Array.from({ length: Math.ceil(objectives.length / maxRunsShown) }, (_, i) =>
  objectives.slice(i * maxRunsShown, (i + 1) * maxRunsShown),
);

const trainAndShow = async (playground: Playground, some: readonly Objective[]): Promise<void> => {
  const { page } = playground;
  const runs = some.map(withExtras);
  await playground.follow(`#1&${runs.join('&')}&training.steps=5&training.batch=16&data.candidates=3`);
  await expect(playground.runs).toHaveCount(runs.length);
  await playground.isFinished();
  await expect(playground.stepCount).toHaveText('5');
  expect(await playground.noticeTexts()).toEqual([]);
  await expect(page.getByRole('button', { name: /^About / }).getByRole('math')).toHaveCount(runs.length);
  await expect(page.getByText(/^Stopped at step/)).toHaveCount(0);
  for (const reward of await page.getByLabel('Expected reward now').allTextContents()) {
    expect(reward).toMatch(/^E\[r\] −?\d+\.\d\d$/);
  }
  for (const { name, paper } of some) {
    const about = page.getByRole('button', { name: `About ${name}`, exact: true });
    await expect(about).toHaveCount(1);
    // A card once open stays open where another link puts another objective in its place.
    if ((await about.first().getAttribute('aria-expanded')) === 'false') await about.first().click();
    const source = paper.arxiv === undefined ? paper.title : `arXiv:${paper.arxiv}`;
    await expect(playground.runs.filter({ has: about }).first().getByText(source)).toBeVisible();
  }
  await expect(page.locator('.katex-error')).toHaveCount(0);
};

test('every objective trains and shows its formula and its paper', async ({ playground }) => {
  await playground.openStill();
  for (const some of batches) {
    await test.step(some.map(({ name }) => name).join(', '), () => trainAndShow(playground, some));
  }
});
