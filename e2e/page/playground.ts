/** The page as a person meets it: what the tests press and read, and what must hold in every one of them. */
import { readFile } from 'node:fs/promises';
import {
  type BrowserContext,
  test as base,
  type ConsoleMessage,
  type Dialog,
  expect,
  type Locator,
  type Page,
  type Request,
  type Response,
  type WebError,
  type Worker,
} from '@playwright/test';
import type { BackendName } from '../../src/experiment/backend';

/** The numbers behind a chart, as the page writes them into a file. */
export interface Numbers {
  readonly text: string;
  readonly steps: readonly number[];
  /** The values of one run by the name in the file, as they are written there, one a step. */
  readonly run: (name: string) => readonly string[];
}

/** Splits a line of comma-separated values whose names may stand in quotes. */
const cellsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

const numbersOf = (text: string): Numbers => {
  const [header = [], ...rows] = text.trimEnd().split('\r\n').map(cellsOf);
  return {
    text,
    steps: rows.map(([step]) => Number(step)),
    run: (name) => {
      const column = header.indexOf(name);
      if (column < 0) throw new Error(`The file has no column ${name}, only ${header.join(', ')}.`);
      return rows.map((row) => row[column] ?? '');
    },
  };
};

const backendTitles: Readonly<Record<BackendName, string>> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

/** What Playwright says where the tests keep the service worker away. */
const blockedWorker = 'warning: Service Worker registration blocked by Playwright';
const saidIn = (message: ConsoleMessage): string => `${message.type()}: ${message.text()}`;

/** The metrics drawn from the start, by the titles of their charts. */
export type ChartTitle = 'Reward E[r]' | 'KL to π_ref, nats' | 'Gap KL(π‖π*), nats' | 'Chosen, change nats';

export class Playground {
  readonly page: Page;
  readonly header: Locator;
  readonly play: Locator;
  readonly pause: Locator;
  readonly playAgain: Locator;
  readonly reset: Locator;
  readonly stepButton: Locator;
  readonly undo: Locator;
  readonly redo: Locator;
  readonly engine: Locator;
  readonly stepCount: Locator;
  readonly headline: Locator;
  readonly addRun: Locator;
  readonly runs: Locator;
  readonly dialogs: Locator;
  readonly notices: Locator;
  /** Where the probability goes. */
  readonly ledger: Locator;

  constructor(page: Page) {
    this.page = page;
    // To look for a role in the header alone takes a tenth of what it does in the whole page.
    this.header = page.locator('header');
    const button = (name: string | RegExp): Locator => this.header.getByRole('button', { name, exact: true });
    this.play = button('Play');
    this.pause = button('Pause');
    this.playAgain = button('Play again');
    this.reset = button('Reset');
    this.stepButton = button('Step');
    this.undo = button('Undo');
    this.redo = button('Redo');
    this.engine = button(/^Engine:/);
    this.stepCount = this.header.getByRole('status', { name: 'Step', exact: true });
    this.headline = page.getByRole('main').getByRole('paragraph').first();
    this.addRun = page.getByRole('button', { name: 'Add a run', exact: true });
    this.runs = page.getByRole('region', { name: 'Runs' }).getByRole('list').getByRole('listitem');
    this.dialogs = page.getByRole('dialog');
    this.notices = page.getByRole('button', { name: /^Dismiss: / });
    this.ledger = page.getByRole('region', { name: 'Where the probability goes' });
  }

  /** Opens the page anew with this fragment; it plays by itself, at a pace the eye can follow. */
  async open(fragment = ''): Promise<Response | null> {
    const response = await this.page.goto(`./${fragment}`);
    await this.engine.waitFor();
    return response;
  }

  /** Opens the page by `open`, until it has fetched all that it may need later: it asks for its service worker then. */
  async openWhole(open: () => Promise<unknown>): Promise<void> {
    const isLast = (message: ConsoleMessage): boolean => saidIn(message) === blockedWorker;
    await Promise.all([this.page.waitForEvent('console', isLast), open()]);
  }

  /** Opens a link in the page that is open, as pasting it into the address bar does. */
  async follow(fragment: string): Promise<void> {
    await this.page.evaluate(
      (hash) =>
        new Promise<void>((resolve) => {
          // Called after the page's own, which was there first.
          window.addEventListener('hashchange', () => resolve(), { once: true });
          window.location.hash = hash;
        }),
      fragment,
    );
  }

  /** Opens the page where nothing moves by itself, at full speed once it plays; where it is open, the link in it. */
  async openStill(fragment = ''): Promise<void> {
    await this.page.emulateMedia({ reducedMotion: 'reduce' });
    const isOpen = await this.page.locator('main').isVisible();
    if (isOpen && fragment !== '') {
      for (let left = await this.dialogs.count(); left > 0; left--) await this.page.keyboard.press('Escape');
      await expect(this.dialogs).toHaveCount(0);
      await this.follow(fragment);
    } else await this.open(fragment);
    await this.speed('max');
    await expect(this.stepCount).toHaveText('0');
  }

  async speed(text: '¼×' | '1×' | '4×' | 'max'): Promise<void> {
    await this.header.getByRole('radio', { name: new RegExp(`^${text},`) }).click();
  }

  async step(): Promise<number> {
    return Number(await this.stepCount.textContent());
  }

  /** Waits until training has come at least so far. */
  async passes(step: number): Promise<void> {
    await expect.poll(() => this.step(), { intervals: [20] }).toBeGreaterThanOrEqual(step);
  }

  /** Takes single steps up to this one. */
  async stepTo(step: number): Promise<void> {
    for (let left = step - (await this.step()); left > 0; left--) await this.stepButton.click();
    await expect(this.stepCount).toHaveText(String(step));
  }

  /** Trains, at the speed that is set, to the last step. */
  async finish(): Promise<void> {
    await this.play.or(this.pause).or(this.playAgain).waitFor();
    if (await this.play.isVisible()) await this.play.click();
    await this.isFinished();
  }

  async isFinished(): Promise<void> {
    // Unlike expect, which asks ever more seldom, this resolves as soon as it is there.
    await this.playAgain.waitFor();
  }

  async chooseBackend(name: BackendName): Promise<void> {
    await this.engine.click();
    // The radio button itself lies under its label.
    await this.page
      .getByRole('radiogroup', { name: 'Backend' })
      .getByText(backendTitles[name], { exact: true })
      .click();
    await this.page.keyboard.press('Escape');
    await this.trainsOn(name);
  }

  async trainsOn(name: BackendName): Promise<void> {
    await this.header.getByRole('button', { name: new RegExp(`^Engine: ${backendTitles[name]}`) }).waitFor();
  }

  /** The worker in which everything is trained. */
  async worker(): Promise<Worker> {
    await expect.poll(() => this.page.workers().length).toBe(1);
    const [worker] = this.page.workers();
    if (worker === undefined) throw new Error('The page has no worker.');
    return worker;
  }

  /**
   * Holds the worker at each turn in which it lets messages in, so that what it does lasts as long as a test looks on;
   * `turn` lets it go on to the next one, `release` altogether.
   */
  async holdWorker(): Promise<{ readonly turn: () => Promise<void>; readonly release: () => Promise<void> }> {
    const worker = await this.worker();
    await worker.evaluate(`{
      const send = MessagePort.prototype.postMessage;
      const held = [];
      MessagePort.prototype.postMessage = function (...message) {
        held.push(() => send.apply(this, message));
      };
      globalThis.turn = () => void held.shift()?.();
      globalThis.release = () => {
        MessagePort.prototype.postMessage = send;
        for (const go of held.splice(0)) go();
      };
    }`);
    return { turn: () => worker.evaluate('turn()'), release: () => worker.evaluate('release()') };
  }

  /** Holds that on a screen of this width, a phone's unless it is said, there is nothing to scroll sideways. */
  async fits(state: string, width = 390): Promise<void> {
    const [content, screen] = await this.page.evaluate(() => [
      document.scrollingElement?.scrollWidth,
      window.innerWidth,
    ]);
    expect(content, state).toBeLessThanOrEqual(screen ?? 0);
    expect(screen, state).toBe(width);
  }

  /** How many entries there are depends on how fast the changes of one thing followed each other. */
  async undoAll(): Promise<void> {
    // The button may be disabled between the look and the press, which then does nothing.
    while (await this.undo.isEnabled()) await this.undo.click({ force: true });
  }

  /** The card of a run, by its name. */
  run(name: string): Locator {
    const title = this.page.getByRole('button', { name: `${name}: choose another objective`, exact: true });
    return this.runs.filter({ has: title });
  }

  /** Picks an objective in the list that `opener` opens, by searching for it. */
  async pick(opener: Locator, name: string): Promise<void> {
    await opener.click();
    await this.page.getByRole('searchbox', { name: 'Search objectives' }).fill(name);
    await this.page.getByRole('option', { name, exact: true }).click();
  }

  async menu(run: string, action: 'Duplicate' | 'Remove'): Promise<void> {
    await this.page.getByRole('button', { name: `${run}: duplicate or remove` }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  /** The numbers behind a chart, from the file it offers. */
  numbers(title: ChartTitle): Promise<Numbers> {
    return this.numbersIn(
      this.page.locator('.curve', { has: this.page.getByRole('figure', { name: title, exact: true }) }),
    );
  }

  /** The numbers of a part of the page that offers one file. */
  async numbersIn(part: Locator): Promise<Numbers> {
    const link = part.getByRole('link', { name: /^Download CSV/ });
    if (!(await link.isVisible())) await part.getByText('Numbers', { exact: true }).click();
    const [download] = await Promise.all([this.page.waitForEvent('download'), link.click()]);
    return numbersOf(await readFile(await download.path(), 'utf8'));
  }

  /** Unfolds all numbers on the page that are still folded, at once. */
  unfoldNumbers(): Promise<void> {
    return this.page.locator('details:not([open])').evaluateAll((all) => {
      for (const details of all) details.querySelector('summary')?.click();
    });
  }

  /** Chooses an option in a list of the page that opens. */
  async choose(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`${label}$`) }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** The last value of each of these runs in a chart. */
  async last(title: ChartTitle, names: readonly string[]): Promise<readonly number[]> {
    const numbers = await this.numbers(title);
    return names.map((name) => Number(numbers.run(name).at(-1)));
  }

  /** What the page says it had to change, or what happened to the engine. */
  async noticeTexts(): Promise<readonly string[]> {
    return (await this.notices.evaluateAll((buttons) => buttons.map((button) => button.ariaLabel ?? ''))).map((text) =>
      text.replace(/^Dismiss: /, ''),
    );
  }
}

interface Fixtures {
  readonly playground: Playground;
  /** Messages on the console that the test brings about itself. */
  readonly expectedMessages: readonly RegExp[];
}

/** The page that the tests of a file share, from the first of them on. */
interface LastShared {
  file?: string;
  context?: BrowserContext;
}

interface Options {
  readonly lastShared: LastShared;
  /** Whether the browser has WebGPU, in software. Most tests do without, since to time it takes two seconds. */
  readonly hasWebGpu: boolean;
}

const isWebGpuSwitch = (argument: string): boolean => argument.includes('webgpu');

export const test = base.extend<Fixtures, Options>({
  hasWebGpu: [false, { option: true, scope: 'worker' }],
  lastShared: [
    async ({ browser: _ }, use) => {
      const lastShared: LastShared = {};
      await use(lastShared);
      await lastShared.context?.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, hasWebGpu }, use) => {
      const args = (launchOptions.args ?? []).filter((argument) => hasWebGpu || !isWebGpuSwitch(argument));
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
  expectedMessages: [[], { option: true }],
  playground: async ({ context, page, baseURL, expectedMessages }, use) => {
    const faults: string[] = [];
    const home = new URL(baseURL ?? '').origin;
    const onConsole = (message: ConsoleMessage): void => {
      const text = saidIn(message);
      const isFault = message.type() === 'error' || message.type() === 'warning';
      if (isFault && text !== blockedWorker && !expectedMessages.some((expected) => expected.test(text)))
        faults.push(text);
    };
    const onError = (error: WebError): void => {
      faults.push(`uncaught: ${error.error().message}`);
    };
    const onDialog = (dialog: Dialog): void => {
      faults.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    };
    const onRequest = (request: Request): void => {
      const { origin, protocol } = new URL(request.url());
      const isLocal = origin === home || protocol === 'data:' || protocol === 'blob:';
      if (!isLocal) faults.push(`request to elsewhere: ${request.url()}`);
    };
    context.on('console', onConsole).on('weberror', onError).on('dialog', onDialog).on('request', onRequest);
    await use(new Playground(page));
    context.off('console', onConsole).off('weberror', onError).off('dialog', onDialog).off('request', onRequest);
    // The next test has the same browser context, of which all but this is forgotten.
    await context.setOffline(false);
    await context.clearPermissions();
    expect(faults, 'messages on the console, dialogs, and requests to elsewhere').toEqual([]);
  },
});

/**
 * Tests that share one page with those before them in the same file: to follow a link costs a third of opening it. Each
 * opens a link of its own with `openStill`; what links do not say, such as what is unfolded, stays as it was left.
 */
export const sharing = test.extend({
  context: async ({ lastShared, browser, isMobile, hasTouch }, use, { file }) => {
    if (lastShared.file !== file) {
      await lastShared.context?.close();
      lastShared.context = await browser.newContext({ serviceWorkers: 'block', isMobile, hasTouch });
      lastShared.file = file;
      await lastShared.context.newPage();
    }
    if (lastShared.context !== undefined) await use(lastShared.context);
  },
  page: async ({ context, viewport }, use) => {
    const [page] = context.pages();
    if (page === undefined) throw new Error('A test has closed the page of its file.');
    if (viewport !== null) await page.setViewportSize(viewport);
    await use(page);
  },
});
