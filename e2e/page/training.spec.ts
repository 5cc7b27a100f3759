/** Training as a person steers it: knobs that act at once, numbers that repeat, a run that diverges alone. */
import { expect } from '@playwright/test';
import { type Numbers, Playground, sharing as test } from './playground';

const three = '#1&run=dpo,beta:1&run=exo-rw&run=rl-exact&data.candidates=4&policy.start=1&training.steps=300';

/** Rows before and after the first step at which two curves differ. */
const firstDifference = (one: readonly unknown[], other: readonly unknown[]): number =>
  one.findIndex((value, row) => value !== other[row]);

test('β of a run moves that run’s curve at once, by keyboard and by pointer, and nothing starts anew', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openStill(three);
  const beta = playground.run('DPO').getByRole('slider', { name: 'β', exact: true });
  const value = playground.run('DPO').getByRole('textbox', { name: 'β', exact: true });

  // Nothing has been trained yet, and the first picture is whole: every reward is there, every label inside its chart.
  await expect(page.getByLabel('Expected reward now')).toHaveText([/^E\[r\] −?\d/, /^E\[r\] −?\d/, /^E\[r\] −?\d/]);
  const plane = page.getByRole('region', { name: 'Reward bought with KL' });
  // Names are unseen until each is in its place.
  await expect(plane.locator('svg').getByText('DPO', { exact: true })).toBeVisible();
  const heading = await plane.getByRole('heading').boundingBox();
  const labels = await plane
    .locator('svg text')
    .evaluateAll((all) => all.map((text) => text.getBoundingClientRect().top));
  expect(labels.length).toBeGreaterThan(3);
  expect(Math.min(...labels)).toBeGreaterThanOrEqual((heading?.y ?? Number.NaN) + (heading?.height ?? 0));

  await playground.stepTo(12);
  await beta.focus();
  for (let press = 0; press < 8; press++) await page.keyboard.press('ArrowLeft');
  await expect(value).not.toHaveValue('1');
  await playground.stepTo(15);
  const keyed = Number(await value.inputValue());
  expect(keyed).toBeLessThan(1);

  const thumb = await playground.run('DPO').locator('.slider-thumb').first().boundingBox();
  if (thumb === null) throw new Error('The slider has no thumb.');
  const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await value.inputValue())).toBeGreaterThan(keyed);
  await expect(playground.stepCount).toHaveText('15');
  await playground.finish();
  const touched = await playground.numbers('Reward E[r]');

  await playground.undoAll();
  await expect(value).toHaveValue('1');
  await playground.reset.click();
  await playground.isFinished();
  const untouched = await playground.numbers('Reward E[r]');
  // Steps that are asked for quickly, one after another, may be reported together.
  const both = untouched.steps.filter((step) => touched.steps.includes(step));
  const valuesOf = (numbers: Numbers, run: string): readonly (string | undefined)[] =>
    both.map((step) => numbers.run(run)[numbers.steps.indexOf(step)]);
  for (const other of ['EXO', 'Exact RL']) expect(valuesOf(touched, other)).toEqual(valuesOf(untouched, other));
  const changed = both[firstDifference(valuesOf(touched, 'DPO'), valuesOf(untouched, 'DPO'))];
  expect(changed).toBe(both.find((step) => step > 12));
});

test('reset repeats exactly, a new seed does not, and a copied link gives the same curves in a new tab', async ({
  context,
  playground,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await playground.openStill(`${three.replace('steps=300', 'steps=60')}&seed=7`);
  await playground.chooseBackend('wasm');
  await playground.finish();
  const first = await playground.numbers('Gap KL(π‖π*), nats');
  expect(first.steps.at(-1)).toBe(60);

  await playground.reset.click();
  await playground.isFinished();
  expect((await playground.numbers('Gap KL(π‖π*), nats')).text).toBe(first.text);

  await playground.page.getByRole('button', { name: /^Seed 7/ }).click();
  await expect(playground.page.getByRole('button', { name: /^Seed 8/ })).toBeVisible();
  await playground.isFinished();
  const other = await playground.numbers('Gap KL(π‖π*), nats');
  expect(other.run('DPO').at(-1)).not.toBe(first.run('DPO').at(-1));

  await playground.page.getByRole('button', { name: 'Copy link' }).click();
  await expect(playground.page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  const link = await playground.page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash).toContain('seed=8');
  const tab = new Playground(await context.newPage());
  await tab.openStill(new URL(link).hash);
  await tab.chooseBackend('wasm');
  await tab.finish();
  expect((await tab.numbers('Gap KL(π‖π*), nats')).text).toBe(other.text);
  await tab.page.close();
});

test('a knob that makes a run diverge stops that run, which says at which step and why; the others go on', async ({
  playground,
}) => {
  const explosive = encodeURIComponent('exp(exp(kappa * h))').replace(
    /[()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  await playground.openStill(`#1&run=dpo&run=custom,expression:${explosive},kappa:0.01&training.steps=200`);
  await playground.stepTo(10);
  const kappa = playground.run('Your own').getByRole('slider', { name: 'κ' });
  await kappa.focus();
  await kappa.press('End');
  await playground.finish();
  await expect(playground.run('Your own').getByRole('status').last()).toHaveText(/^Stopped at step \d+: .{10,}/);
  const numbers = await playground.numbers('Reward E[r]');
  expect(numbers.steps.at(-1)).toBe(200);
  expect(Number(numbers.run('DPO').at(-1))).not.toBeNaN();
  expect(
    await playground
      .run('DPO')
      .getByText(/^Stopped/)
      .count(),
  ).toBe(0);
});
