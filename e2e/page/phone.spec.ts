/** The page on a phone: nothing to scroll sideways, and everything within reach of a finger. */
import { expect, type Locator } from '@playwright/test';
import { promiseLink, weightPlaneLink } from './examples';
import { sharing as test } from './playground';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Presses where a finger would, which fails if something else lies there. */
const tap = (target: Locator): Promise<void> => target.tap();

test('on a phone', async ({ playground }) => {
  const { page } = playground;
  const link = '#1&policy.start=1&data.candidates=4&run=dpo,beta:1&run=exo-rw&run=custom&run=rl-exact&training.steps=';
  // So many steps that there is something to pause, however slow the machine.
  await playground.open(`${link}20000`);
  await playground.passes(1);
  await playground.fits('as it opens');
  await tap(playground.pause);
  await expect(playground.play).toBeVisible();
  await tap(playground.reset);
  await expect(playground.stepCount).toHaveText('0');
  await tap(playground.stepButton);
  await expect(playground.stepCount).toHaveText('1');
  await tap(playground.play);
  await expect(playground.pause).toBeVisible();
  await playground.follow(`${link}300`);
  await tap(page.getByRole('radio', { name: /^max/ }));
  await playground.isFinished();

  await tap(page.getByRole('radio', { name: 'Free table' }));
  await playground.isFinished();
  const card = playground.run('DPO');
  const typed = card.getByRole('textbox', { name: 'β', exact: true });
  const track = card.locator('.slider').first();
  await track.scrollIntoViewIfNeeded();
  const box = await track.boundingBox();
  if (box === null) throw new Error('The slider has no track.');
  await page.touchscreen.tap(box.x + 0.2 * box.width, box.y + box.height / 2);
  await expect(typed).not.toHaveValue('1');
  await playground.fits('after a slider');

  await tap(card.getByRole('button', { name: 'About DPO' }));
  await tap(card.getByRole('button', { name: /^DPO’s loss/ }));
  await tap(playground.run('Your own').getByRole('button', { name: 'About Your own' }));
  await tap(page.getByRole('button', { name: 'World', exact: true }));
  await playground.fits('formula cards and the world open');
  await tap(playground.addRun);
  await page.getByRole('searchbox', { name: 'Search objectives' }).fill('orpo');
  await tap(page.getByRole('option').first());
  await expect(playground.runs).toHaveCount(5);
  await tap(page.locator('summary').first());
  await playground.unfoldNumbers();
  await playground.fits('numbers open');
});

test('sentences and the triangle on a phone', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill('#1&training.steps=20&run=dpo');
  const { turn, release } = await playground.holdWorker();
  await playground.follow(
    '#1&world=sentences&policy=autoregressive-mlp&world.sft.steps=2000&training.steps=60' +
      '&run=dpo,beta:0.1&run=simpo,beta:2.5,gamma:0.25&run=dpo,beta:0.1,nll:0.1',
  );
  const progress = page.getByRole('progressbar', { name: 'Supervised fine-tuning' });
  await expect
    .poll(async () => {
      await turn();
      return progress.isVisible();
    })
    .toBe(true);
  await playground.fits('fine-tuning');
  await tap(page.getByRole('button', { name: 'Cancel' }));
  await release();
  await expect(page.getByText(/^Fine-tuning was cancelled after/)).toBeVisible();
  await playground.fits('fine-tuning cancelled');

  const worlds = [
    '#1&world=sentences&world.maxLength=3&world.sft.samples=100&world.sft.steps=60&training.steps=60&run=dpo&run=ipo',
    '#1&world=triangle&world.prompts=2&training.steps=60&run=dpo,beta:1&run=ipo,tau:0.25',
  ];
  for (const link of worlds) {
    await playground.follow(link);
    await playground.finish();
    await tap(playground.ledger.getByRole('button', { name: /the mass of$/ }));
    await playground.fits(`${link}: the list of pairs`);
    await tap(page.getByRole('option', { name: /^pair 1:/ }));
    await expect(playground.ledger.getByText(/^Score /)).toBeVisible();
    await tap(page.getByRole('radio', { name: '√KL with fit' }));
    await tap(playground.ledger.getByText('Predicted and happened, pair by pair'));
    await playground.unfoldNumbers();
    await playground.fits(`${link}: numbers open`);
  }

  const handle = page.getByRole('slider', { name: /^Features of No:/ }).first();
  await handle.scrollIntoViewIfNeeded();
  const before = await handle.getAttribute('aria-valuetext');
  const box = await handle.boundingBox();
  if (box === null) throw new Error('The handle is not drawn.');
  // As wide as a finger.
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(40);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx: number) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx, y }] });
  await touch('touchStart', 0);
  for (const dx of [5, 10, 20]) await touch('touchMove', dx);
  await touch('touchEnd', 20);
  await expect(handle).not.toHaveAttribute('aria-valuetext', before ?? '');
  await expect.poll(() => page.url()).toContain('world.features=');
  await playground.fits('a feature moved');
});

test('the map scrolls by itself and keeps its first column', async ({ playground }) => {
  const { page } = playground;
  await playground.openStill('#1&run=dpo&training.steps=20');
  await page.getByRole('button', { name: 'Map of methods' }).tap();
  const methods = page.getByRole('region', { name: 'Methods' });
  const dpo = methods.getByRole('rowheader', { name: 'DPO', exact: true });
  await expect(dpo).toBeVisible();
  const before = await dpo.boundingBox();
  await methods.evaluate((region) => region.scrollTo({ left: 300 }));
  expect((await dpo.boundingBox())?.x).toBe(before?.x);
  await playground.fits('the map');
  await methods.getByRole('link', { name: 'Online DPO' }).tap();
  await expect(playground.run('Online DPO')).toBeVisible();
});

test.describe('a promise and rounds', () => {
  test('the promise and rounds fit, and where rounds begin is drawn, said and in the table', async ({ playground }) => {
    const { page } = playground;
    const inRounds = 'run=iterative-dpo,beta:1,draws.every:100,reference.every:100';
    await playground.openStill(`${promiseLink}&world.safety.bound=0.5&${inRounds}`);
    await playground.finish();
    const curve = page.locator('.curve', { has: page.getByRole('figure', { name: 'Reward E[r]', exact: true }) });
    await curve.scrollIntoViewIfNeeded();
    await expect(curve.getByRole('img')).toHaveAccessibleName(
      /; Iterative DPO .* The latest round began at step 300\.$/,
    );
    await expect(curve.locator('.chart-round')).toHaveCount(3);
    await curve.getByText('Numbers', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(curve.getByRole('rowheader', { name: 'round from' })).toHaveText([
      /^\d+, round from 100$/,
      /^\d+, round from 200$/,
      '300, round from 300',
    ]);

    const picture = page.getByRole('region', { name: 'The price of the promise' });
    await picture.scrollIntoViewIfNeeded();
    await expect(picture.getByRole('img')).toBeVisible();
    await playground.fits('the promise');
  });
});

test.describe('in weight space', () => {
  test('the plane of weight space fits', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(weightPlaneLink);
    await playground.finish();
    await page.getByRole('button', { name: 'In weight space' }).tap();
    const picture = page.getByRole('img', { name: /over a plane of weight space/ });
    await expect(picture).toBeVisible();
    await page.locator('.weight-plane').getByText('Numbers', { exact: true }).tap();
    await playground.fits('the plane of weight space');
  });
});

test.describe('token by token', () => {
  const link =
    '#1&world=sentences&world.words=3&world.maxLength=3&policy=table&training.learningRate=0.05&training.steps=300&run=inverse-q&run=d2po,beta:1&run=mcts-dpo&run=mcts-dpo,draws.trees:4';

  test('the trees of tokens have what is learned and what is searched beside what is exact', async ({ playground }) => {
    const { page } = playground;
    await playground.openStill(link);
    await playground.finish();
    const tree = page.getByRole('region', { name: 'Token by token' });
    await expect(tree.getByRole('img')).toHaveAccessibleName(
      /^Advantages of first tokens under Inverse-Q\*: (“\w+” (−?\d\.\d\d), exactly \2[;.] ?){3}$/,
    );
    await tree.getByText('Numbers', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(tree.getByRole('table').getByRole('row')).toHaveCount(19);

    await tree.getByRole('radio', { name: 'D²PO' }).focus();
    await page.keyboard.press('Space');
    await expect(tree.getByRole('img')).toHaveAccessibleName(/^Advantages of first tokens under D²PO: /);

    const search = page.getByRole('region', { name: 'The search for pairs' });
    await expect(search.getByRole('img')).toHaveAccessibleName(
      /^Simulations through first tokens, of 128 in the search of MCTS-DPO, trees 1: “yes” \d+, the most, exactly the best; /,
    );
    await search.getByRole('slider', { name: 'simulations' }).focus();
    await page.keyboard.press('Home');
    await expect(search.getByRole('img')).toHaveAccessibleName(
      /^Simulations through first tokens, of 1 in the search of MCTS-DPO, trees 1: .*“\w+” 1, the most/,
    );
    await search.getByText('Numbers', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(search.getByRole('table').getByRole('row')).toHaveCount(19);

    await search.getByRole('radiogroup', { name: 'Run of the search' }).getByRole('radio').nth(1).focus();
    await page.keyboard.press('Space');
    await search.getByRole('slider', { name: 'tree' }).focus();
    await page.keyboard.press('End');
    await expect(search.getByRole('img')).toHaveAccessibleName(/ in tree 4 of 4 in the search of /);
    await expect(search.getByRole('region', { name: / in tree 4 of 4$/ }).getByRole('table')).toBeVisible();
    await playground.fits('trees of tokens');
  });
});
