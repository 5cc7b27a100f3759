/** Sentences: the reference is fine-tuned first, and the ledger says where the probability goes. */
import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { massParts } from '../../src/charts/ledger-masses';
import type { ReportLine } from '../../src/cli/report-lines';
import { probabilityText } from '../../src/settings/number-text';
import { type Playground, sharing as test } from './playground';

const runs = 'run=dpo,beta:0.1&run=simpo,beta:2.5,gamma:0.25';
const names = ['DPO', 'SimPO'];
const small = `#1&world=sentences&world.maxLength=3&world.sft.samples=100&world.sft.steps=60&training.steps=60&${runs}`;
const tuned = small.replace('sft.steps=60', 'sft.steps=1500');
/** More for a network to learn than is told at once. */
const long = `#1&world=sentences&policy=autoregressive-mlp&world.sft.steps=2000&training.steps=60&${runs}`;

/** Has the page remember each step of how many at which it said fine-tuning was. */
const watchProgress = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'seenProgress', seen);
    new MutationObserver(() => {
      const bar = document.querySelector('[role=progressbar][aria-valuenow]');
      if (bar !== null) seen.push(`${bar.getAttribute('aria-valuenow')} of ${bar.getAttribute('aria-valuemax')}`);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
/** What was said of `tuned` since the last call, but for its end: the whole curve is told even of what was known. */
const partialProgress = (page: Page): Promise<readonly unknown[]> =>
  page.evaluate(() => {
    const seen: unknown = Reflect.get(globalThis, 'seenProgress');
    return Array.isArray(seen)
      ? seen.splice(0).filter((text) => /^[1-9]\d* of 1500$/.test(text) && text !== '1500 of 1500')
      : [];
  });

test('fine-tuning shows its progress, is cancelled, starts again, and is not done twice for one reference', async ({
  playground,
}) => {
  const { page } = playground;
  const stage = page.getByRole('region', { name: 'First the reference learns the corpus' });
  const progress = stage.getByRole('progressbar', { name: 'Supervised fine-tuning' });
  const step = async (): Promise<number> => Number(await progress.getAttribute('aria-valuenow'));
  await playground.openStill('#1&training.steps=20');
  // Plain JavaScript would learn a short text at once.
  await playground.chooseBackend('wasm');
  let { turn, release } = await playground.holdWorker();
  /** Lets the worker go on until it has come further than this. */
  const passes = (before: number): Promise<void> =>
    expect
      .poll(
        async () => {
          await turn();
          return step();
        },
        { intervals: [20] },
      )
      .toBeGreaterThan(before);
  await playground.follow(long);
  await passes(0);
  await passes(await step());
  await expect(stage).toContainText(/step \d+ of 2000, \d\.\d{3} nats a sentence/);
  await expect(stage.getByRole('img')).toHaveAccessibleName(/nats/);
  await stage.getByRole('button', { name: 'Cancel' }).click();
  await release();
  const said = stage.getByRole('status');
  await expect(said).toHaveText(
    /^Fine-tuning was cancelled after \d+ of 2000 steps\. Without a reference nothing trains\.$/,
  );
  await expect(progress).toBeHidden();
  await expect(playground.stepCount).toHaveText('0');

  ({ turn, release } = await playground.holdWorker());
  await stage.getByRole('button', { name: 'Fine-tune again' }).click();
  await passes(0);

  // What waits behind fine-tuning that nobody needs any more does not wait for its end.
  await playground.speed('max');
  await watchProgress(page);
  await playground.follow(tuned);
  await release();
  await expect(said).toContainText('100 sentences a prompt');
  await playground.finish();
  expect(await partialProgress(page)).not.toEqual([]);
  await expect(said).toHaveText(
    /^Reference: fine-tuned on 100 sentences a prompt in 1500 steps, KL from the corpus \d\.\d+ nats\.$/,
  );
  await stage.getByRole('button', { name: 'Show its curve' }).click();
  await expect(stage.getByRole('img')).toBeVisible();

  const before = await playground.numbers('Reward E[r]');
  const beta = page.getByRole('textbox', { name: 'β of π*' });
  await beta.fill('0.5');
  await beta.press('Enter');
  await expect.poll(() => page.url()).toContain('beta=0.5');
  await page.getByRole('button', { name: 'What can go wrong with the data' }).click();
  await page.getByRole('switch', { name: 'raters like long answers' }).press('Space');
  await expect.poll(() => page.url()).toContain('world.lengthBonus=0.5');
  await playground.isFinished();
  expect((await playground.numbers('Reward E[r]')).run('DPO')).not.toEqual(before.run('DPO'));
  expect(await partialProgress(page), 'fine-tuned again').toEqual([]);
});

/** The same experiment trained by the command line: the lines of its last step. */
const fromCommandLine = async (link: string): Promise<readonly ReportLine[]> => {
  const args = ['--import', 'tsx', 'src/cli/experiment.ts', link, '--backend', 'wasm', '--every', '60', '--ledger'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 24 });
  const lines = stdout.trimEnd().split('\n');
  return lines.slice(-names.length).map((line): ReportLine => JSON.parse(line));
};

/** The masses in the file of what the ledger shows, one row a step, in order of the parts; a part that is not there is 0. */
const masses = async (playground: Playground, run: string): Promise<readonly (readonly number[])[]> => {
  const numbers = await playground.numbersIn(playground.ledger);
  const [header = ''] = numbers.text.split('\r\n');
  const columns = massParts.map((part) => {
    const name = `${run}: ${part}`;
    return header.includes(name) ? numbers.run(name).map(Number) : null;
  });
  return numbers.steps.map((_, row) => columns.map((column) => column?.[row] ?? (column === null ? 0 : Number.NaN)));
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Holds that at every step the masses sum to one, and that the last are these. */
const areMasses = async (playground: Playground, run: string, expected: readonly number[]): Promise<void> => {
  const rows = await masses(playground, run);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.map(sum).filter((total) => !(Math.abs(total - 1) < 1e-6))).toEqual([]);
  rows.at(-1)?.forEach((mass, part) => {
    expect(mass, `${run}: ${massParts[part]}`).toBeCloseTo(expected[part] ?? Number.NaN, 6);
  });
  const shown = playground.ledger.getByRole('listitem').filter({ hasText: run }).getByRole('definition');
  const isThere = (part: number): boolean => rows.some((row) => row[part] !== 0);
  for (const [part, mass] of expected.entries()) {
    if (isThere(part)) await expect(shown.filter({ hasText: probabilityText(mass) })).not.toHaveCount(0);
  }
};

test('the ledger’s masses sum to one, of the data and of a pair, and are what the command line prints', async ({
  playground,
}) => {
  const { page, ledger } = playground;
  const [lines] = await Promise.all([
    fromCommandLine(small),
    (async () => {
      await playground.openStill(small);
      await playground.chooseBackend('wasm');
      await playground.finish();
    })(),
  ]);
  for (const [run, name] of names.entries()) {
    const { metrics } = lines[run] ?? {};
    expect(metrics).toBeDefined();
    await areMasses(playground, name, [
      metrics?.chosenMass ?? Number.NaN,
      metrics?.bothMass ?? Number.NaN,
      metrics?.rejectedMass ?? Number.NaN,
      metrics?.otherMass ?? Number.NaN,
    ]);
  }

  const place = 1;
  await playground.choose('the mass of', /^pair 2: /);
  await expect(ledger.getByText(/^Score [+−]?[\d.]+: /)).toBeVisible();
  for (const [run, name] of names.entries()) {
    const pair = lines[run]?.ledger?.pairs[place];
    await expect(ledger.getByRole('button', { name: /the mass of$/ })).toContainText(
      `pair 2: ${pair?.chosen} ≻ ${pair?.rejected}`,
    );
    await areMasses(playground, name, [
      pair?.chosenMass ?? Number.NaN,
      pair?.bothMass ?? Number.NaN,
      pair?.rejectedMass ?? Number.NaN,
      pair?.otherMass ?? Number.NaN,
    ]);
  }
  await ledger.getByText('Predicted and happened, pair by pair').click();
  await expect(ledger.getByRole('table', { name: /^The score is/ }).getByRole('row')).toHaveCount(33);

  await playground.choose('under', 'SimPO');
  for (const way of ['gained', 'lost'] as const) {
    const expected = lines[1]?.ledger?.[way].map(
      ({ prompt, response, before, after }) =>
        `${response} ${prompt}${probabilityText(before)}${probabilityText(after)}`,
    );
    expect(expected).toHaveLength(10);
    await expect(ledger.getByRole('table', { name: way }).locator('tbody tr')).toHaveText(expected ?? []);
  }

  await page.getByRole('radio', { name: '√KL with fit' }).click();
  await expect(page.getByRole('img', { name: /: DPO gain in true reward [\d.]+ for √KL [\d.]+;/ })).toBeVisible();
  const fits = page.getByRole('table', { name: /^Fit of the gain in true reward/ });
  await expect(fits.getByRole('row', { name: /^DPO (0\.[89]\d|1\.00) / })).toBeVisible();
  await expect(page.locator('[data-fit="0"]')).toHaveAttribute('d', /^M/);
});
