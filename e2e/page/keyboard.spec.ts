/** The whole way through the page with the keyboard alone. */
import { type ElementHandle, expect, type Locator, type Page } from '@playwright/test';
import { type Playground, test } from './playground';

/** Where the focus is: whether on the target, and whether what has it, or the control it stands in, shows a ring. */
const focusOn = (page: Page, target: ElementHandle) =>
  page.evaluate((wanted) => {
    const hasRing = (element: Element): boolean => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    const focused = document.activeElement;
    // From the last control the focus goes round through the browser’s own.
    let isShown = focused === null || focused === document.body;
    // The inputs of sliders, switches and radio buttons are hidden inside what is drawn.
    for (let element = focused, level = 0; element !== null && level < 3; level++) {
      isShown ||= hasRing(element) || element.matches('.chart-handle:focus-visible');
      element = element.parentElement;
    }
    const bar = document.querySelector('header');
    const isUnderBar =
      !bar?.contains(focused) &&
      (focused?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY) <=
        (bar?.getBoundingClientRect().bottom ?? 0);
    return { isTarget: focused === wanted, isShown, isUnderBar, what: focused?.outerHTML.slice(0, 120) };
  }, target);

/** Presses Tab, or Shift Tab, until the target has the focus; every stop on the way must show that it has it. */
const tabTo = async ({ page }: Playground, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  await expect(target).toBeVisible();
  const element = await target.elementHandle();
  if (element === null) throw new Error('There is no such control.');
  for (let presses = 0; presses < 90; presses++) {
    const { isTarget, isShown, isUnderBar, what } = await focusOn(page, element);
    expect(isUnderBar, `${what} under the bar at the top`).toBe(false);
    expect(isShown, `a focus ring on ${what}`).toBe(true);
    if (isTarget) return;
    await page.keyboard.press(key);
  }
  throw new Error('The keyboard does not get there.');
};

test('with the keyboard alone', async ({ context, playground }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = playground;
  const { keyboard } = page;
  const link = '#1&policy.start=1&run=dpo,beta:1&run=rl-exact&training.steps=';
  // So many steps that there is something to pause, however slow the machine.
  await playground.open(`${link}20000`);
  await playground.passes(1);

  await keyboard.press('Space');
  await expect(playground.play).toBeVisible();
  await tabTo(playground, playground.play);
  await keyboard.press('Enter');
  await expect(playground.pause).toBeVisible();

  // A row of buttons is one stop of Tab; arrow keys go along it.
  const max = page.getByRole('radio', { name: /^max/ });
  await tabTo(playground, page.getByRole('radio', { name: /^¼×/ }));
  for (let press = 0; press < 4; press++) await keyboard.press('ArrowRight');
  await expect(max).toBeFocused();
  await keyboard.press('Space');
  await expect(max).toBeChecked();
  await playground.follow(`${link}400`);
  await playground.isFinished();

  const peak = page.getByRole('slider', { name: /^Peak 2/ });
  await tabTo(playground, peak);
  await keyboard.press('ArrowDown');
  await expect(peak).toHaveAttribute('aria-valuetext', 'at 2.5, reward 2.9');

  await tabTo(playground, page.getByRole('radio', { name: 'One bump', exact: true }));
  for (let press = 0; press < 4; press++) await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Free table' })).toBeChecked();

  await tabTo(playground, playground.addRun);
  await keyboard.press('Enter');
  await expect(page.getByRole('searchbox', { name: 'Search objectives' })).toBeFocused();
  await keyboard.type('simpo');
  await expect(page.getByRole('option').first()).toHaveAccessibleName('SimPO');
  await keyboard.press('Enter');
  await expect(playground.runs).toHaveCount(3);
  const card = playground.run('SimPO');
  await expect(playground.addRun).toBeFocused();

  await tabTo(playground, card.getByRole('button', { name: 'About SimPO' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(card.getByRole('link', { name: /^arXiv:/ })).toBeVisible();
  const beta = card.getByRole('slider', { name: 'β', exact: true });
  const typed = card.getByRole('textbox', { name: 'β', exact: true });
  await tabTo(playground, beta);
  const before = await typed.inputValue();
  await keyboard.press('ArrowRight');
  await expect(typed).not.toHaveValue(before);
  await expect(beta).toHaveAttribute('aria-valuetext', await typed.inputValue());
  await tabTo(playground, typed);
  await keyboard.press('Control+a');
  await keyboard.type('3');
  await keyboard.press('Enter');
  await expect(beta).toHaveAttribute('aria-valuetext', '3');

  await tabTo(playground, page.getByRole('button', { name: 'Copy link' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('run=simpo,beta:3');

  await tabTo(playground, playground.undo, 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(typed).not.toHaveValue('3');
  await keyboard.press('Control+Shift+z');
  await expect(typed).toHaveValue('3');
  for (let entry = 0; entry < 6; entry++) await keyboard.press('Control+z');
  await expect(playground.runs).toHaveCount(2);
  await expect(page.getByRole('radio', { name: 'One bump', exact: true })).toBeChecked();
  await expect(peak).toHaveAttribute('aria-valuetext', 'at 2.5, reward 3');
});
