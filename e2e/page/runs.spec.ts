/** Adding, removing and changing runs, and taking it back. */
import { expect } from '@playwright/test';
import { offered } from './offered';
import { sharing as test } from './playground';

const three = '#1&policy.start=1&run=dpo&run=exo-rw&run=rl-exact&data.candidates=4&training.steps=200';

test('a drag of a slider is one step back, and one forward again; objectives are searched by name and by paper, and grouped', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openStill(three);
  const card = playground.run('DPO');
  const beta = card.getByRole('textbox', { name: 'β', exact: true });
  await expect(beta).toHaveValue('0.1');
  const thumb = await card.locator('.slider-thumb').first().boundingBox();
  if (thumb === null) throw new Error('The slider has no thumb.');
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y, { steps: 6 });
  await page.mouse.up();
  await expect(beta).not.toHaveValue('0.1');
  const dragged = await beta.inputValue();
  expect(Number(dragged)).toBeGreaterThan(0.2);
  await playground.undo.click();
  await expect(beta).toHaveValue('0.1');
  await expect(playground.undo).toBeDisabled();
  await playground.redo.click();
  await expect(beta).toHaveValue(dragged);
  await page.keyboard.press('Control+z');
  await expect(beta).toHaveValue('0.1');
  await expect.poll(() => page.url()).not.toContain('beta:');

  await playground.addRun.click();
  const picker = page.getByRole('dialog', { name: 'Add a run' });
  await expect(picker.getByRole('group')).toHaveCount(9);
  const [{ methods }, { mixes, objectives }] = await Promise.all([offered.methods(), offered.objectives()]);
  await expect(picker.getByRole('option')).toHaveCount(objectives.length + methods.length + mixes.length);
  const search = picker.getByRole('searchbox', { name: 'Search objectives' });
  await search.fill('2305.18290');
  await expect(picker.getByRole('option', { name: 'DPO', exact: true })).toBeVisible();
  await search.fill('no such objective');
  await expect(picker.getByRole('listbox')).toHaveText('No objective matches.');
  await search.fill('maximum preference');
  await expect(picker.getByRole('option')).toHaveCount(1);
  await picker.getByRole('option').click();
  await expect(playground.runs).toHaveCount(4);
});

test('a run removed leaves the others training; a run added starts anew; both can be undone', async ({
  playground,
}) => {
  await playground.openStill(three);
  await playground.stepTo(12);
  const before = await playground.numbers('Reward E[r]');
  expect(before.steps.at(-1)).toBe(12);

  await playground.menu('EXO (reward)', 'Remove');
  await expect(playground.runs).toHaveCount(2);
  await expect(playground.stepCount).toHaveText('12');
  await playground.stepTo(15);
  const after = await playground.numbers('Reward E[r]');
  expect(after.steps.at(-1)).toBe(15);
  const rows = before.steps.length;
  for (const name of ['DPO', 'Exact RL']) expect(after.run(name).slice(0, rows)).toEqual(before.run(name));
  expect(() => after.run('EXO')).toThrow();

  // What was removed has not been trained since, so that taking it back starts all from one step.
  await playground.undo.click();
  await expect(playground.runs).toHaveCount(3);
  await expect(playground.stepCount).toHaveText('0');
  await playground.redo.click();
  await expect(playground.runs).toHaveCount(2);

  await playground.pick(playground.addRun, 'AlphaPO');
  await expect(playground.runs).toHaveCount(3);
  await expect(playground.run('AlphaPO')).toBeVisible();
  await expect(playground.stepCount).toHaveText('0');
  await playground.speed('max');
  await playground.finish();
  expect((await playground.numbers('Reward E[r]')).run('AlphaPO')).not.toContain('');
  await playground.undo.click();
  await expect(playground.runs).toHaveCount(2);
  await expect(playground.redo).toBeEnabled();
});

test('a method’s ingredients are changed one by one, with the keyboard, and the link says so', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openStill('#1&run=dpo&run=rl-exact&training.steps=20&training.batch=16');
  await playground.pick(playground.addRun, 'Iterative DPO');
  await expect.poll(() => page.url()).toContain('run=iterative-dpo');
  const card = playground.run('Iterative DPO');
  await card.getByRole('button', { name: /^DPO’s loss/ }).press('Enter');
  await card.getByRole('button', { name: /tied to$/ }).press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(playground.run('Online DPO')).toBeVisible();
  await expect.poll(() => page.url()).toContain('run=online-dpo,beta:1,draws.every:200');

  // What cannot be is there, with its reason.
  const exact = playground.run('Exact RL');
  await exact.getByRole('button', { name: /^the loss of Exact RL/ }).click();
  await exact.getByRole('button', { name: /learns from$/ }).click();
  const impossible = page.getByRole('option', { name: 'its own answers', exact: true });
  await expect(impossible).toBeDisabled();
  await expect(impossible).toHaveAccessibleDescription('nothing is drawn where a loss sums over every response');
});

test('a formula card tells the formula, today’s numbers, the symbols and the paper', async ({ playground }) => {
  await playground.openStill('#1&run=dpo,beta:0.37&run=exo-pref&run=mpo&run=f-dpo');
  const card = playground.run('DPO');
  await card.getByRole('button', { name: 'About DPO' }).click();
  await expect(card.getByRole('link', { name: 'arXiv:2305.18290' })).toHaveAttribute(
    'href',
    'https://arxiv.org/abs/2305.18290',
  );
  const formula = card.getByRole('math').nth(1);
  await expect(formula).toContainText('β');
  await card.getByText('with today’s numbers').click();
  await expect(formula).toContainText('0.37');
  await expect(formula).not.toContainText('β');
  await expect(card.getByRole('definition')).not.toHaveCount(0);
  await card.getByRole('textbox', { name: 'β', exact: true }).fill('2');
  await card.getByRole('textbox', { name: 'β', exact: true }).press('Enter');
  await expect(formula).toContainText('2');
});

test('an expression typed by the visitor trains; a wrong one is explained, and the last good one goes on', async ({
  playground,
}) => {
  await playground.openStill('#1&run=dpo,beta:1&training.steps=100&training.batch=64');
  await playground.pick(playground.addRun, 'Your own');
  const card = playground.run('Your own');
  const text = card.getByRole('textbox', { name: 'loss of a pair' });
  await text.fill('-logsigmoid(beta*h)');
  await expect(
    card.getByRole('textbox', { name: 'beta', exact: true }).or(card.getByRole('textbox', { name: 'β', exact: true })),
  ).toHaveValue('1');
  await playground.finish();
  const numbers = await playground.numbers('Reward E[r]');
  // It is DPO, so that it trains as DPO does.
  const [own, dpo] = ['Your own', 'DPO'].map((name) => numbers.run(name).map(Number));
  expect(own?.length).toBeGreaterThan(10);
  expect(own?.filter((value, row) => !(Math.abs(value - (dpo?.[row] ?? Number.NaN)) < 5e-5))).toEqual([]);

  await text.fill('-logsigmoid(beta*');
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await expect(text).toHaveAccessibleDescription(/\w{3,} .*\w{3,}/);
  await expect(playground.playAgain).toBeVisible();
  await expect.poll(() => decodeURIComponent(playground.page.url())).toContain('run=custom');
  expect(decodeURIComponent(playground.page.url())).not.toContain('beta*,');
  await playground.reset.click();
  await playground.isFinished();
  expect((await playground.numbers('Reward E[r]')).text).toBe(numbers.text);
  await text.fill('2 * relu(1 - delta * h)');
  await expect(text).not.toHaveAttribute('aria-invalid', 'true');
  await expect(card.getByRole('slider', { name: 'δ' })).toBeVisible();
  await playground.isFinished();
});
