/** Files that cannot be had, one at a time: what needs them says so in its place, the rest goes on. */
import { expect, type Locator, type Page } from '@playwright/test';
import { builtFile } from './host';
import { test } from './playground';

interface Chunk {
  readonly name?: string;
  readonly file: string;
  readonly imports?: readonly string[];
  readonly isDynamicEntry?: boolean;
}

const manifest: Readonly<Record<string, Chunk>> = JSON.parse(builtFile('.vite/manifest.json'));
/** The page’s two scripts: one that starts the worker, and all the rest. */
const [starter, main] = ['index.html', 'src/main.tsx'] as const;
const withImports = (name: string): readonly string[] => [
  name,
  ...(manifest[name]?.imports ?? []).flatMap(withImports),
];
const needed = [starter, main].flatMap(withImports);
/** All scripts that come after the first picture: parts, and what they share. */
const lateScripts = Object.entries(manifest)
  .filter(([name, { file, isDynamicEntry }]) => isDynamicEntry || (/^_.*\.js$/.test(name) && file.endsWith('.js')))
  .filter(([name]) => !needed.includes(name))
  .map(([, { name = '', file }]) => ({ name, file }));

/** Parts that are fetched when somebody opens them, with what opens them. */
const onDemand = {
  'weight-plane-view': 'In weight space',
  'sweep-view': 'Sweep a knob',
  // It lies over the others.
  'method-map': 'Map of methods',
} as const;
/** What a pointer over a curve reads off it. */
const readOut = 'curve-read-out';
const isOnDemand = ({ name }: { readonly name: string }): boolean => name in onDemand || name === readOut;
const fromTheStart = lateScripts.filter((script) => !isOnDemand(script));

/** The triangle has every part of the page. */
const everyPart = '#1&world=triangle&run=dpo&run=ipo&run=rl-exact,judge:model&training.steps=20';

const failures = (page: Page) => page.locator('.part-failure');
/** Whether every part that comes late is drawn, and the formula of every run is set. */
const areAllThere = async (page: Page): Promise<boolean> => {
  const places = [
    '.triangle svg',
    '.plane svg',
    '.curve svg',
    '.ledger-section .ledger',
    '.reward-model svg',
    '.runs math',
  ];
  const counts = await Promise.all(places.map((place) => page.locator(place).count()));
  return counts.every((count) => count > 0);
};

const sayingSo = /^The .+ could not be loaded\. Try again$/;

/** Asks again for everything of this that is missing, until it is there. */
const askAgain = async (missing: Locator): Promise<void> => {
  // A script may be missing in more than one part, and a part may be missing in more than one place.
  while ((await missing.count()) > 0) {
    const words = (await missing.first().textContent()) ?? '';
    const same = missing.filter({ hasText: words });
    // What is fetched while the page is idle may fail once more just then, and a person presses once more.
    await expect(async () => {
      if ((await same.count()) > 0)
        await same.first().getByRole('button', { name: 'Try again' }).click({ timeout: 5_000 });
      await expect(same).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
  }
};

test.describe('without one of its scripts', () => {
  test.use({ expectedMessages: [/Failed to load resource: net::ERR_FAILED/] });

  test('what is opened says so, one after another, and is there when asked again', async ({ context, playground }) => {
    const { page } = playground;
    const files = lateScripts.filter(isOnDemand).map(({ file }) => `**/${file}`);
    expect(files).toHaveLength(Object.keys(onDemand).length + 1);
    for (const file of files) await context.route(file, (route) => route.abort());
    await playground.openStill(everyPart);
    for (const [place, title] of Object.values(onDemand).entries()) {
      await page.getByRole('button', { name: title }).press('Enter');
      await expect(failures(page)).toHaveText(Array.from({ length: place + 1 }, () => sayingSo));
    }
    for (const file of files) await context.unroute(file);
    await askAgain(page.getByRole('dialog').locator(failures(page)));
    await page.keyboard.press('Escape');
    await askAgain(failures(page));
    await playground.finish();
    await expect(playground.stepCount).toHaveText('20');
  });

  test('what a pointer reads off a curve says so over it, and is there when asked again', async ({
    context,
    playground,
  }) => {
    const { page } = playground;
    const files = lateScripts.filter(({ name }) => name === readOut).map(({ file }) => `**/${file}`);
    expect(files).toHaveLength(1);
    for (const file of files) await context.route(file, (route) => route.abort());
    await playground.openStill(everyPart);
    await playground.finish();
    const curve = page.getByRole('figure', { name: 'Reward E[r]', exact: true });
    await curve.getByRole('img').hover();
    await expect(failures(page)).toHaveText(sayingSo);
    for (const file of files) await context.unroute(file);
    // It is there while the pointer is over the curve, which what is fetched meanwhile may move away from under it.
    const point = () => curve.hover({ position: { x: 80, y: 70 }, timeout: 5_000 });
    await expect(async () => {
      await point();
      const again = curve.getByRole('button', { name: 'Try again' });
      if ((await again.count()) > 0) await again.click({ timeout: 5_000 });
      await point();
      await expect(curve).toContainText(/step \d+((DPO|IPO|Exact RL) : −?[\d.]+){3}/, { timeout: 5_000 });
    }).toPass();
    // From the highest to the lowest, whatever they are called.
    const orders: string[] = [];
    for (const name of ['Reward E[r]', 'Gap KL(π‖π*), nats']) {
      const other = page.getByRole('figure', { name, exact: true });
      // Not the picture alone, over which the read-out lies once it is there.
      await other.hover({ position: { x: 80, y: 70 } });
      await expect(other.locator('li')).toHaveCount(3);
      const read = (await other.locator('li').allTextContents()).map((text) => text.replace('−', '-').split(' : '));
      const values = read.map(([, value]) => Number(value));
      expect(values).toEqual(values.toSorted((a, b) => b - a));
      orders.push(read.map(([run]) => run).join());
    }
    expect(orders[0]).not.toBe(orders[1]);
  });

  test('each in turn: the page stands, says so, trains, and shows it when asked again', async ({
    context,
    playground,
  }) => {
    const { page } = playground;
    await playground.openStill(everyPart);
    for (const { name, file } of fromTheStart) {
      await test.step(name, async () => {
        await context.route(`**/${file}`, (route) => route.abort());
        await page.reload();
        await playground.speed('max');
        await expect(failures(page).first()).toHaveText(sayingSo);
        await playground.finish();
        expect(await areAllThere(page)).toBe(false);
        await context.unroute(`**/${file}`);
        await askAgain(failures(page));
        await expect.poll(() => areAllThere(page)).toBe(true);
        await expect(playground.stepCount).toHaveText('20');
      });
    }
  });

  test('what fails twice can be had by a reload, which opens the same experiment', async ({ context, playground }) => {
    const { page } = playground;
    const file = fromTheStart[0]?.file;
    await context.route(`**/${file}`, (route) => route.abort());
    await playground.openStill(everyPart);
    await failures(page).first().getByRole('button', { name: 'Try again' }).click();
    const reload = failures(page).first().getByRole('button', { name: 'Reload the page' });
    await expect(reload).toBeVisible();
    await context.unroute(`**/${file}`);
    await reload.click();
    await expect(failures(page)).toHaveCount(0);
    await expect(playground.runs).toHaveCount(3);
  });
});

test.describe('without the files it opens with', () => {
  test.use({ expectedMessages: [/Failed to load resource: net::ERR_FAILED/] });

  test('a style sheet is asked for again, and what stands without a script says so', async ({
    context,
    playground,
  }) => {
    const { page } = playground;
    await context.route('**/*.css', (route) => route.abort());
    await playground.openStill(everyPart);
    await expect(failures(page)).toHaveText(/^The style sheet of the page could not be loaded\. Try again$/);
    await context.unroute('**/*.css');
    await failures(page).getByRole('button', { name: 'Try again' }).click();
    await expect(failures(page)).toHaveCount(0);
    await expect(page.getByRole('main')).toHaveCSS('display', 'grid');
    await context.route(`**/${manifest[main]?.file}`, (route) => route.abort());
    await page.reload();
    const words = page.getByText('If this stays, a file of the page could not be loaded');
    await words.waitFor({ state: 'attached' });
    // It is shown after some seconds, which go by at once.
    await page.evaluate(() => {
      for (const animation of document.getAnimations()) animation.finish();
    });
    await expect(words).toBeVisible();
    await context.unroute(`**/${manifest[main]?.file}`);
    // Then the worker is started when it is needed.
    await context.route(`**/${manifest[starter]?.file}`, (route) => route.abort());
    await page.reload();
    await playground.finish();
    await expect(playground.stepCount).toHaveText('20');
  });
});

test('what comes late does not push away what somebody went to', async ({ context, playground }) => {
  const file = fromTheStart.find(({ name }) => name === 'triangle-view')?.file;
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await context.route(`**/${file}`, async (route) => {
    await held;
    await route.continue();
  });
  await playground.openStill('#1&world=triangle&training.steps=300&run=dpo,beta:1&run=minor-dpo,beta:1');
  await playground.finish();
  await playground.headline.getByRole('button', { name: /^91%, see its row in the ledger$/ }).press('Enter');
  const row = playground.ledger.getByRole('table', { name: 'gained' }).getByRole('row', { name: /^No/ });
  await expect(row).toBeFocused();
  await expect(row).toBeInViewport();
  await expect(playground.page.locator('.triangle svg')).toHaveCount(0);
  release();
  await expect(playground.page.locator('.triangle svg').first()).toBeVisible();
  await expect(row).toBeInViewport();
});

test('without Worker the page stands, draws every world and says that nothing can train', async ({ playground }) => {
  const { page } = playground;
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await playground.open(everyPart);
  const words = page.getByText('This browser has no web workers');
  await expect(words).toBeVisible();
  await expect(playground.engine).toHaveText(/not training/);
  await expect(page.getByRole('img', { name: /^Probability of each answer/ })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(words).toBeVisible();
  await playground.follow('#1&world=two-peaks');
  await expect(page.getByRole('heading', { name: 'Where each policy puts its probability' })).toBeVisible();
  await expect(words).toBeVisible();
});
