/** Every objective the page offers opens from a link, trains with what can be added to it, and shows its formula. */
import { expect } from '@playwright/test';
import type { Objective } from '../../src/objectives/define';
import { maxRunsShown } from '../../src/settings/limits';
import { offered } from './offered';
import { type Playground, test } from './playground';

/** An objective, and the run of a link that trains it with what can be added. */
interface Extended {
  readonly objective: Objective;
  readonly run: string;
}

const extended = async (): Promise<readonly Extended[]> => {
  const { knobsOf, objectives } = await offered.objectives();
  return objectives.map((objective) => {
    const extras = Object.entries({ anchor: 0.1, nll: 0.1, beta: 2 })
      .filter(([name]) => ['number', 'optional-number'].includes(knobsOf(objective, {})[name]?.kind ?? ''))
      .map(([name, value]) => `,${name}:${value}`);
    return { objective, run: `run=${objective.id}${extras.join('')}` };
  });
};

const trainAndShow = async (playground: Playground, some: readonly Extended[]): Promise<void> => {
  const { page } = playground;
  const runs = some.map(({ run }) => run);
  await playground.follow(`#1&${runs.join('&')}&training.steps=5&training.batch=16&data.candidates=3`);
  await expect(playground.runs).toHaveCount(runs.length);
  await playground.finish();
  await expect(playground.stepCount).toHaveText('5');
  expect(await playground.noticeTexts()).toEqual([]);
  await expect(page.getByRole('button', { name: /^About / }).getByRole('math')).toHaveCount(runs.length);
  await expect(page.getByText(/^Stopped at step/)).toHaveCount(0);
  for (const reward of await page.getByLabel('Expected reward now').allTextContents()) {
    expect(reward).toMatch(/^E\[r\] −?\d+\.\d\d$/);
  }
  const about = page.getByRole('button', { name: /^About / });
  // All at once, as each card that opens lays out the whole page anew.
  await about.evaluateAll((buttons) => {
    for (const button of buttons) if (button.ariaExpanded === 'false') (button as HTMLElement).click();
  });
  await expect(page.getByRole('button', { name: /^About /, expanded: true })).toHaveCount(runs.length);
  const names = await about.evaluateAll((buttons) => buttons.map(({ ariaLabel }) => ariaLabel));
  expect(names).toEqual(some.map(({ objective }) => `About ${objective.name}`));
  const cards = await playground.runs.allTextContents();
  for (const [i, { objective }] of some.entries()) {
    const { paper } = objective;
    expect(cards[i]).toContain(paper.arxiv === undefined ? paper.title : `arXiv:${paper.arxiv}`);
  }
  await expect(page.locator('.katex-error')).toHaveCount(0);
};

test('every objective trains and shows its formula and its paper', async ({ playground }) => {
  const [, all] = await Promise.all([playground.openStill(), extended()]);
  for (let i = 0; i < all.length; i += maxRunsShown) {
    const some = all.slice(i, i + maxRunsShown);
    await test.step(some.map(({ objective }) => objective.name).join(', '), () => trainAndShow(playground, some));
  }
});
