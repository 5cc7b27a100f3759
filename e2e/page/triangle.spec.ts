/** Three answers: features are moved by pointer and by keys, and a table, a sentence and the ledger say what becomes. */
import { expect } from '@playwright/test';
import { type Playground, test } from './playground';

const link = '#1&world=triangle&training.steps=300&run=dpo,beta:1&run=minor-dpo,beta:1';

/** The shares of No, Never and Yes under a policy, from the table. */
const shares = async ({ page }: Playground, policy: string): Promise<readonly number[]> => {
  const table = page.getByRole('table', { name: 'Probability of each answer under each policy, now' });
  const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: policy, exact: true }) });
  return (await row.getByRole('cell').allTextContents()).map((text) => Number(text.replace('%', '')));
};

test('the triangle trains, its table says where, and features are dragged and keyed', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill(link);
  await playground.finish();
  const picture = page.getByRole('region', { name: 'Where each policy stands among three answers' });
  await expect(picture.getByRole('img', { name: /^Probability of each answer/ })).toHaveAccessibleName(
    /at step 300: DPO No 3%, Never 0\.\d+%, Yes 97%; MinorDPO No 91%, .*; the reference No 45%, Never 45%, Yes 10%;/,
  );
  await picture.getByText('Numbers', { exact: true }).click();
  expect(await shares(playground, 'π_ref')).toEqual([45, 45, 10]);
  expect((await shares(playground, 'DPO')).map(Math.round)).toEqual([3, 0, 97]);

  const rule = picture.getByRole('paragraph').filter({ hasText: 'No over Never:' });
  await expect(rule).toContainText('= 0.35 at π_ref, so the first step should raise No. It did in DPO and MinorDPO.');
  await expect(rule).toContainText('By now No is less likely than under π_ref in DPO.');
  const numbers = await playground.numbersIn(playground.ledger);
  for (const run of ['DPO', 'MinorDPO']) {
    const parts = ['chosen', 'both', 'rejected', 'elsewhere'].map((part) => numbers.run(`${run}: ${part}`).map(Number));
    numbers.steps.forEach((_, row) => {
      const total = parts.reduce((sum, masses) => sum + (masses[row] ?? Number.NaN), 0);
      expect(Math.abs(total - 1)).toBeLessThan(1e-6);
    });
  }
  await expect(playground.ledger.getByRole('table', { name: 'gained' }).getByRole('rowheader')).toHaveText(['Yes ']);

  // Above and beyond Never, No itself lies furthest in the direction in which the pair moves the policy.
  const handle = picture.getByRole('slider', { name: /^Features of No:/ });
  await expect(handle).toHaveAttribute('aria-valuetext', 'at 1, 0');
  // Away from the numbers, below which the picture has gone under the bar at the top.
  await page.evaluate(() => window.scrollTo(0, 0));
  const [from, to] = [await handle.boundingBox(), await page.getByRole('slider', { name: /Never/ }).boundingBox()];
  if (from === null || to === null) throw new Error('The handles are not drawn.');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 - 30, { steps: 3 });
  await page.mouse.up();
  await expect(handle).not.toHaveAttribute('aria-valuetext', 'at 1, 0');
  const said = (await handle.getAttribute('aria-valuetext')) ?? '';
  const [, x, y] = /^at ([\d.]+), ([\d.]+)$/.exec(said) ?? [];
  expect(Number(x)).toBeGreaterThan(1.9);
  expect(Number(y)).toBeGreaterThan(0.1);
  await expect.poll(() => page.url()).toContain(`world.features=x:${x},y:${y}/x:2,y:0/`);
  await playground.isFinished();

  await handle.press('Shift+ArrowRight');
  await expect(handle).not.toHaveAttribute('aria-valuetext', said);
  const [, keyed] = /^at ([\d.]+), /.exec((await handle.getAttribute('aria-valuetext')) ?? '') ?? [];
  expect(Number(keyed)).toBeGreaterThan(Number(x));
  await expect.poll(() => page.url()).toContain(`world.features=x:${keyed},y:${y}/`);
  await playground.isFinished();
  await expect.poll(async () => (await shares(playground, 'DPO'))[0]).toBeGreaterThan(45);
  await playground.undo.click();
  await expect(handle).not.toHaveAttribute('aria-valuetext', `at ${keyed}, ${y}`);

  // With a feature of its own for every answer nothing is displaced.
  await page.getByRole('radio', { name: 'Free table' }).click();
  await expect(rule).toContainText('as a table gives each answer a feature of its own');
  await playground.isFinished();
  await expect.poll(async () => (await shares(playground, 'DPO'))[0]).toBeGreaterThan(45);
});
