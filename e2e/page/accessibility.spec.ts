/** What axe finds, in both themes, on a desktop and on a phone, with everything open that opens. */
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { type Playground, test } from './playground';

type Theme = 'light' | 'dark';

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
const lesson =
  '#1&policy.start=1&data.candidates=4&training.steps=4&run=dpo,beta:1,anchor:1&run=exo-rw&run=custom&run=nonsense';

/** Worlds whose answers share parameters, in a few numbers, since axe looks at each. */
const worlds = [
  {
    world: 'sentences',
    link: '#1&world=sentences&world.maxLength=3&world.sft.steps=60&data.pairs=4&training.steps=8&run=dpo&run=ipo',
    theme: 'light',
    size: 'phone',
  },
  {
    world: 'triangle',
    link: '#1&world=triangle&training.steps=8&run=dpo,beta:1&run=ipo,tau:0.25',
    theme: 'dark',
    size: 'desktop',
  },
] as const;

/** Looks at the whole page, or at what opened over it alone. */
const isClean = async ({ page }: Playground, state: string, part?: string): Promise<void> => {
  // Without frames the older way of running finds the same, and opens no second page for it.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  expect(found, state).toEqual([]);
};

/** The buttons that open something over the page. */
const openers = [
  /^Lesson: /,
  /^Engine: /,
  'Add a run',
  'Help',
  'Map of methods',
  '+ Add a curve',
  'DPO: duplicate or remove',
  /^Theme: /,
];

/** The page with all that unfolds in it unfolded, in one theme after the other. */
const pageIsClean = async (playground: Playground, themes: readonly Theme[]): Promise<void> => {
  const { page } = playground;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await playground.open(lesson);
  await playground.speed('max');
  await playground.finish();
  for (const name of ['About DPO', 'About Your own', 'World']) {
    await page.getByRole('button', { name, exact: true }).click();
  }
  await page
    .getByRole('button', { name: /^DPO’s loss/ })
    .first()
    .click();
  const more = page.getByRole('button', { name: /^More knobs/ });
  for (let left = await more.count(); left > 0; left--) await more.first().click();
  await playground.run('Your own').getByRole('textbox', { name: 'loss of a pair' }).fill('h +');
  await page.locator('summary').first().click();
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    await isClean(playground, `${theme}: formula cards, settings, numbers, and a wrong expression`);
  }
};

/** Everything that opens over the page, which it must not stick out of. */
const overlaysAreClean = async (playground: Playground): Promise<void> => {
  const { page } = playground;
  for (const name of openers) {
    await page.getByRole('button', { name, exact: true }).click();
    const opened = page.getByRole('dialog');
    await expect(opened).toBeVisible();
    const box = await opened.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0), `right edge of ${name}`).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );
    expect(box?.x, `left edge of ${name}`).toBeGreaterThanOrEqual(0);
    await isClean(playground, String(name), '[role=dialog]');
    await page.keyboard.press('Escape');
    await expect(opened).toBeHidden();
  }
};

const settingsAreClean = async (playground: Playground): Promise<void> => {
  for (const name of ['Policy', 'Data', 'Training']) {
    await playground.page.getByRole('button', { name, exact: true }).click();
    await isClean(playground, `settings of ${name}`, '.settings');
  }
};

/** Unfolds the switches, the settings of the world, the curves that are shown on request, and every table. */
const unfold = async (playground: Playground): Promise<void> => {
  const { page } = playground;
  await page.getByRole('button', { name: 'What can go wrong with the data' }).click();
  await page.getByRole('radio', { name: '√KL with fit' }).click();
  for (const name of ['Show its curve', 'World']) {
    const button = page.getByRole('button', { name, exact: true });
    if (await button.isVisible()) await button.click();
  }
  await playground.unfoldNumbers();
};

/** What opens over the page is looked at in the last theme alone. */
const looks = [
  { size: 'desktop', themes: ['dark', 'light'] },
  { size: 'phone', themes: ['light', 'dark'] },
] as const;

for (const { size, themes } of looks) {
  test(`no violation: ${size}, ${themes.join(' and ')}`, async ({ playground }) => {
    await playground.page.setViewportSize(sizes[size]);
    await pageIsClean(playground, themes);
    await overlaysAreClean(playground);
    await settingsAreClean(playground);
  });
}

for (const { world, link, theme, size } of worlds) {
  test(`no violation: ${world}, ${theme}, ${size}`, async ({ playground }) => {
    await playground.page.setViewportSize(sizes[size]);
    await playground.page.emulateMedia({ colorScheme: theme });
    await playground.openStill(link);
    await playground.finish();
    await unfold(playground);
    await isClean(playground, 'with its ledger, its numbers and its switches');
  });
}
