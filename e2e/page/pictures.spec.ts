/** What the pictures show and say, and what can be moved in them: peaks, features, curves, the plane of weight space, sweeps. */
import { expect, type Locator } from '@playwright/test';
import { weightPlaneLink } from './examples';
import { type Playground, sharing as test } from './playground';

const centreOf = async (handle: Locator): Promise<readonly [x: number, y: number]> => {
  const box = await handle.boundingBox();
  if (box === null) throw new Error('The handle is not drawn.');
  return [box.x + box.width / 2, box.y + box.height / 2];
};

/** Where a handle says its peak is. */
const peakAt = async (handle: Locator): Promise<{ readonly at: number; readonly height: number }> => {
  const text = ((await handle.getAttribute('aria-valuetext')) ?? '').replaceAll('−', '-');
  const [, at, height] = /^at (-?[\d.]+), reward (-?[\d.]+)$/.exec(text) ?? [];
  return { at: Number(at), height: Number(height) };
};

/** What a handle says, once the address says the same. */
const settled = async <Said>({ page }: Playground, read: () => Promise<Said>, written: (said: Said) => string) => {
  let said = await read();
  await expect
    .poll(async () => {
      said = await read();
      return page.url().includes(written(said));
    })
    .toBe(true);
  return said;
};

/** Where the first peak has come to. */
const settledPeak = (playground: Playground, handle: Locator): ReturnType<typeof peakAt> =>
  settled(
    playground,
    () => peakAt(handle),
    ({ at, height }) => `world.peaks=at:${at},height:${height},`,
  );

test('peaks are moved by pointer, by arrow keys and by numbers; training starts anew each time', async ({
  playground,
}) => {
  const { page } = playground;
  await playground.openStill('#1&policy.start=1&run=dpo,beta:1&run=rl-exact&training.steps=40');
  await playground.finish();
  const before = await playground.last('Reward E[r]', ['Exact RL']);
  const handle = page.getByRole('slider', { name: /^Peak 1 of the reward/ });
  await expect(handle).toHaveAttribute('aria-valuetext', 'at −2.5, reward 3.3');

  // Away from the numbers, below which the picture has gone under the bar at the top.
  await page.evaluate(() => window.scrollTo(0, 0));
  const [x, y] = await centreOf(handle);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 20, { steps: 3 });
  await page.mouse.up();
  const dragged = await settledPeak(playground, handle);
  expect(dragged.at).toBeGreaterThan(-2.4);
  expect(dragged.height).toBeLessThan(3.3);
  const [movedX, movedY] = await centreOf(handle);
  await page.mouse.move(movedX + 9, movedY);
  expect(await peakAt(handle), 'let go of').toEqual(dragged);
  expect(Math.abs(movedX - x - 60)).toBeLessThan(3);
  expect(movedY).toBeGreaterThan(y);
  await playground.isFinished();
  expect(await playground.last('Reward E[r]', ['Exact RL'])).not.toEqual(before);

  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(async () => (await peakAt(handle)).height).toBeCloseTo(dragged.height + 0.5, 5);
  const keyed = await settledPeak(playground, handle);
  expect(keyed.at).toBeCloseTo(dragged.at + 0.1, 5);
  expect(keyed.height).toBeCloseTo(dragged.height + 0.5, 5);
  await playground.isFinished();

  await page.getByRole('button', { name: 'World', exact: true }).click();
  const at = page.getByRole('textbox', { name: 'peak 1, at' });
  await at.fill('-1.5');
  await at.press('Enter');
  await expect.poll(async () => (await peakAt(handle)).at).toBe(-1.5);
  expect(await settledPeak(playground, handle)).toEqual({ ...keyed, at: -1.5 });
  await playground.isFinished();

  await playground.undoAll();
  await expect(handle).toHaveAttribute('aria-valuetext', 'at −2.5, reward 3.3');
  await expect(playground.undo).toBeDisabled();
  await playground.isFinished();
  expect(await playground.last('Reward E[r]', ['Exact RL'])).toEqual(before);
});

test('the opening lesson ends with DPO in the valley and the others on the peak; with a free table the difference goes away, and the page says why', async ({
  playground,
}) => {
  await playground.openStill();
  await playground.finish();
  await expect(playground.stepCount).toHaveText('1500');
  const [dpo, exo, exact] = await playground.last('Reward E[r]', ['DPO', 'EXO', 'Exact RL']);
  expect(dpo).toBeLessThan(0.5);
  expect(exo).toBeGreaterThan(1.5);
  expect(exact).toBeGreaterThan(1.5);
  const names = ['DPO', 'EXO'];
  const [dpoBefore = 0] = await playground.last('Gap KL(π‖π*), nats', names);
  expect(dpoBefore).toBeGreaterThan(1);
  await expect(playground.headline).toContainText('DPO sits in the valley');
  for (const width of [1280, 1366, 1440]) {
    await playground.page.setViewportSize({ width, height: 800 });
    await playground.fits('the bar on a laptop', width);
  }
  await playground.page.getByRole('radio', { name: 'Free table' }).click();
  await playground.isFinished();
  await expect(playground.headline).toContainText('have reached the optimum π*');
  for (const gap of await playground.last('Gap KL(π‖π*), nats', names)) expect(gap).toBeLessThan(0.05);
});

test('the pictures say in words what they show; a curve is added on request, and removed', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill('#1&policy.start=1&run=dpo,beta:1&run=rl-exact&training.steps=200');
  await page.getByRole('button', { name: '+ Add a curve' }).click();
  await page.getByRole('menuitem', { name: 'Direction' }).click();
  const figure = page.getByRole('figure', { name: 'Direction cosine with exact RL' });
  await expect(figure).toBeVisible();
  await playground.finish();
  await expect(figure.getByRole('img').first()).toHaveAccessibleName(/at step 200: DPO −?[\d.]+; Exact RL −?[\d.]+/);
  await page.getByRole('button', { name: /^Remove the curve Direction/ }).click();
  await expect(figure).toBeHidden();
  const peak =
    /at step 200: DPO peaks at −?[\d.]+ with \d+% .*; Exact RL peaks at 2\.[\d]+ .*; the exact optimum π\* peaks at −2\.50/;
  await expect(page.getByRole('img', { name: /^Probability of each response/ })).toHaveAccessibleName(peak);
  await expect(page.getByRole('img', { name: /^Reward against KL/ })).toHaveAccessibleName(
    /at step 200: DPO reward [\d.]+ for KL [\d.]+; .* the exact optimum π\* reward 2\.37 for KL 0\.61/,
  );
});

test.describe('the triangle', () => {
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
      const parts = ['chosen', 'both', 'rejected', 'elsewhere'].map((part) =>
        numbers.run(`${run}: ${part}`).map(Number),
      );
      const totals = numbers.steps.map((_, row) => parts.reduce((sum, masses) => sum + (masses[row] ?? Number.NaN), 0));
      expect(totals.filter((total) => !(Math.abs(total - 1) < 1e-6))).toEqual([]);
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
    const place = async (): Promise<readonly string[]> =>
      /^at ([\d.]+), ([\d.]+)$/.exec((await handle.getAttribute('aria-valuetext')) ?? '')?.slice(1) ?? [];
    const [x, y] = await settled(playground, place, ([x, y]) => `world.features=x:${x},y:${y}/x:2,y:0/`);
    expect(Number(x)).toBeGreaterThan(1.9);
    expect(Number(y)).toBeGreaterThan(0.1);
    await playground.isFinished();

    await handle.press('Shift+ArrowRight');
    await expect(handle).not.toHaveAttribute('aria-valuetext', `at ${x}, ${y}`);
    const [keyed] = await settled(playground, place, ([keyed]) => `world.features=x:${keyed},y:${y}/`);
    expect(Number(keyed)).toBeGreaterThan(Number(x));
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
});

test.describe('in weight space', () => {
  test('the plane of weight space', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(weightPlaneLink);
    const title = page.getByRole('button', { name: 'In weight space' });
    await title.press('Enter');
    await expect(page.getByText('The runs have not moved yet.')).toBeVisible();
    await playground.finish();
    const picture = page.getByRole('img', { name: /over a plane of weight space/ });
    await expect(picture).toHaveAttribute(
      'aria-label',
      /^Reward, E\[r\] .*DPO on the plane; IPO on the plane; Soup of two on the plane; Exact RL [\d.]+ away/,
    );

    const card = page.locator('.weight-plane');
    await card.getByRole('button', { name: /shows$/ }).press('Enter');
    await page.getByRole('option', { name: 'KL', exact: true }).press('Enter');
    await expect(picture).toHaveAttribute(
      'aria-label',
      /^KL, to π_ref, nats over a plane of weight space: from [\d.]+/,
    );
    await card.getByText('Numbers', { exact: true }).click();
    await expect(card.getByRole('rowheader', { name: 'DPO', exact: true })).toBeVisible();
    await expect(card.getByRole('table').first().getByRole('row')).toHaveCount(10);

    await card.getByRole('button', { name: /and also$/ }).click();
    await page.getByRole('option', { name: 'DPO', exact: true }).click();
    await expect(page.getByText('These three points lie on one line')).toBeVisible();
    await card.getByRole('button', { name: /and also$/ }).click();
    await page.getByRole('option', { name: 'Exact RL', exact: true }).click();
    await expect(picture).toHaveAttribute('aria-label', /IPO [\d.]+ away from it; .*Exact RL on the plane/);
    // Trained anew, it is drawn anew through the same points.
    await playground.reset.click();
    await playground.isFinished();
    await expect(picture).toHaveAttribute('aria-label', /IPO [\d.]+ away from it; .*Exact RL on the plane/);
  });
});

test('the direction of the gradients is said when it is asked for', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill('#1&policy=rbf&training.steps=20&run=dpo,beta:1&run=rl-exact,beta:1');
  await playground.finish();
  await page.getByRole('button', { name: /^\+ Direction/ }).press('Enter');
  const curve = page.getByRole('figure', { name: 'Direction cosine with exact RL', exact: true });
  await expect(curve).toBeVisible();
  const part = page.locator('.curve', { has: curve });
  await expect.poll(async () => Number((await playground.numbersIn(part)).run('Exact RL').at(-1))).toBeCloseTo(1, 4);
  expect(Math.abs(Number((await playground.numbersIn(part)).run('DPO').at(-1)))).toBeLessThan(1);
});

test.describe('a sweep that a link brings along, trained in workers of its own', () => {
  const link =
    '#1&policy=rbf&policy.centres=5&training.steps=20&training.batch=16&run=dpo,beta:1&run=alphapo&run=rl-exact' +
    '&sweep.over=knob:beta,low:0.1,high:10,count:3&sweep.seeds=2';

  test('a sweep over one knob and over two', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(link);
    const card = page.locator('.sweep');
    await card.getByRole('button', { name: 'Train 18 runs' }).press('Enter');
    const lines = card.getByRole('img', { name: /^Reward, E\[r\], at the end over β\. DPO: from/ });
    await expect(lines).toBeVisible();
    await expect(card.getByRole('button', { name: 'Train 18 runs' })).toBeVisible();
    await card.getByText('Numbers', { exact: true }).click();
    await expect(card.getByRole('row')).toHaveCount(10);
    await expect(card.getByRole('row').nth(4)).toHaveText(/^AlphaPO0\.1/);
    // The runs themselves have not moved.
    await expect(playground.stepCount).toHaveText('0');

    await card.getByRole('button', { name: /and knob$/ }).press('Enter');
    await page.getByRole('option', { name: 'α', exact: true }).press('Enter');
    await card.getByRole('button', { name: 'Train 48 runs' }).press('Enter');
    await expect(
      card.getByRole('img', { name: /^Reward, E\[r\], at the end of AlphaPO over β and α: from/ }),
    ).toBeVisible();
    await expect(page).toHaveURL(/sweep\.over=knob:beta,low:0\.1,high:10,count:3\/knob:alpha/);
  });

  test('a sweep is given up', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(link.replace('training.steps=20', 'training.steps=100000'));
    const card = page.locator('.sweep');
    await card.getByRole('button', { name: 'Train 18 runs' }).click();
    await card.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(card.getByRole('button', { name: 'Train 18 runs' })).toBeVisible();
    await expect(card.getByRole('progressbar')).toHaveCount(0);
  });
});
