/** What axe finds, in both themes, on a desktop and on a phone, with everything open that opens. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { type Playground, sharing as test } from './playground';

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
const lesson =
  '#1&policy.start=1&data.candidates=4&training.steps=4&run=dpo,beta:1,anchor:1&run=exo-rw&run=custom&run=nonsense';

/** Behind what opens over the page there need not be much. */
const little = '#1&training.steps=4&run=dpo&run=nonsense';

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
    link: '#1&world=triangle&training.steps=8&run=dpo,beta:1&run=rl-exact,judge:model',
    theme: 'dark',
    size: 'desktop',
  },
] as const;

/** Alike to others that are looked at: rows of long tables, options of long lists, formulas beside the first. */
const alike = [
  'tbody tr:nth-child(n+6)',
  '[role=option]:nth-child(n+6)',
  '.run:nth-child(n+2) .katex-html',
  'dl .katex-html',
];

/** Rules whose answer depends on the theme, and those on the size: all others look at elements alone, which are the same. */
const ofColours = ['color-contrast', 'link-in-text-block'];
const ofSizes = ['scrollable-region-focusable', 'target-size'];

interface Extent {
  /** What opened over the page, alone. */
  readonly part?: string;
  /** All, where it is left out. */
  readonly rules?: readonly string[] | undefined;
}

/** Pages that have axe: it would be brought into a page twice at every look, which takes as long as looking. */
const equipped = new WeakSet<Page>();

/** Looks at the whole page, or at a part of it. */
const isClean = async ({ page }: Playground, state: string, { part, rules }: Extent = {}): Promise<void> => {
  // Without frames the older way of running finds the same, and opens no second page for it. A selector is made for each
  // node that is told of, which takes long: only violations are.
  const builder = new AxeBuilder(equipped.has(page) ? { page, axeSource: 'void 0' } : { page });
  let axe = builder.setLegacyMode().options({ resultTypes: ['violations'] });
  if (part !== undefined) axe = axe.include(part);
  if (rules !== undefined) axe = axe.withRules([...rules]);
  const { violations } = await alike.reduce((narrowed, selector) => narrowed.exclude(selector), axe).analyze();
  equipped.add(page);
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  expect(found, state).toEqual([]);
};

const look = async ({ page }: Playground, size: keyof typeof sizes, theme: 'light' | 'dark'): Promise<void> => {
  await page.setViewportSize(sizes[size]);
  await page.emulateMedia({ colorScheme: theme });
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

/** The lesson with all that unfolds in it unfolded. */
const openLesson = async (playground: Playground): Promise<void> => {
  const { page } = playground;
  await playground.follow(lesson);
  await expect(playground.runs).toHaveCount(3);
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
};

/** That what is open over the page does not stick out of it, and what axe finds in it. */
const overlayIsClean = async (playground: Playground, name: string, rules?: Extent['rules']): Promise<void> => {
  const { page } = playground;
  const opened = page.getByRole('dialog');
  await expect(opened).toBeVisible();
  const box = await opened.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0), `right edge of ${name}`).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
  expect(box?.x, `left edge of ${name}`).toBeGreaterThanOrEqual(0);
  await isClean(playground, name, { part: '[role=dialog]', rules });
};

/** Everything that opens over the page: on a desktop in the light, and then, still open, on a phone in the dark. */
const overlaysAreClean = async (playground: Playground): Promise<void> => {
  const { page } = playground;
  for (const name of openers) {
    await look(playground, 'desktop', 'light');
    await page.getByRole('button', { name, exact: true }).click();
    await overlayIsClean(playground, `${name}, desktop, light`);
    await look(playground, 'phone', 'dark');
    await overlayIsClean(playground, `${name}, phone, dark`, [...ofSizes, ...ofColours]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
};

const settingsAreClean = async (playground: Playground): Promise<void> => {
  for (const name of ['Policy', 'Data', 'Training']) {
    await look(playground, 'desktop', 'light');
    await playground.page.getByRole('button', { name, exact: true }).click();
    await isClean(playground, `settings of ${name}`, { part: '.settings' });
    await look(playground, 'phone', 'dark');
    await isClean(playground, `settings of ${name}, phone, dark`, {
      part: '.settings',
      rules: [...ofSizes, ...ofColours],
    });
  }
};

/** Unfolds the switches, the settings of the world, the curves that are shown on request, and every table. */
const unfold = async (playground: Playground): Promise<void> => {
  const { page } = playground;
  await page.getByRole('radio', { name: '√KL with fit' }).click();
  for (const name of ['What can go wrong with the data', 'Show its curve', 'World']) {
    const button = page.getByRole('button', { name, exact: true });
    // The test before has left some of it unfolded.
    if ((await button.isVisible()) && (await button.getAttribute('aria-expanded')) !== 'true') await button.click();
  }
  await playground.unfoldNumbers();
};

const whole = 'formula cards, settings, numbers, and a wrong expression';

// No colour depends on the size, and no size on the theme.
test('no violation: desktop and phone, light and dark', async ({ playground }) => {
  await look(playground, 'desktop', 'light');
  await playground.openStill(little);
  await playground.finish();
  await overlaysAreClean(playground);
  await settingsAreClean(playground);
  await look(playground, 'desktop', 'light');
  await openLesson(playground);
  await isClean(playground, whole);
  await look(playground, 'desktop', 'dark');
  await isClean(playground, `dark: ${whole}`, { rules: ofColours });
  await look(playground, 'phone', 'dark');
  await isClean(playground, `phone: ${whole}`, { rules: ofSizes });
});

for (const { world, link, theme, size } of worlds) {
  test(`no violation: ${world}, ${theme}, ${size}`, async ({ playground }) => {
    await look(playground, size, theme);
    await playground.openStill(link);
    await playground.finish();
    await unfold(playground);
    await isClean(playground, 'with its ledger, its numbers and its switches');
  });
}
