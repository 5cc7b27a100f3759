/** `npm run bench:page`: how smoothly the built page runs in a real browser while eight runs train. */
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from '../scripts/browser.mjs';

/** Eight objectives on the opening world, long enough to train the whole time at the usual pace. */
const eightRuns =
  '#1&world=two-peaks&policy=bump&policy.start=1&data.candidates=4&training.steps=20000' +
  '&run=dpo,beta:1&run=exo-rw&run=rl-exact&run=simpo&run=ipo&run=alphapo&run=mpo&run=f-dpo';
const seconds = 20;
const longestTask = 50;
const leastRedraws = 4;

interface Smoothness {
  /** Main-thread tasks over 50 ms: when they began after the watch did, and how long they took, in milliseconds. */
  readonly longTasks: readonly { readonly after: number; readonly took: number }[];
  /** Redraws a second of each chart of curves. */
  readonly redraws: readonly number[];
  readonly framesPerSecond: number;
  readonly steps: string;
}

/** Runs in the page: watches it for some seconds. */
const watch = async (duration: number): Promise<Smoothness> => {
  const start = performance.now();
  const longTasks: { after: number; took: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      longTasks.push({ after: Math.round(entry.startTime - start), took: Math.round(entry.duration) });
    }
  });
  observer.observe({ type: 'longtask' });
  const charts = [...document.querySelectorAll('.curve')];
  const redraws = charts.map(() => 0);
  const changes = charts.map((chart, i) => {
    const mutations = new MutationObserver(() => {
      redraws[i] = (redraws[i] ?? 0) + 1;
    });
    mutations.observe(chart, { subtree: true, attributes: true, attributeFilter: ['d'], childList: true });
    return mutations;
  });
  let frames = 0;
  let watching = true;
  const count = (): void => {
    frames += 1;
    if (watching) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  await new Promise((resolve) => setTimeout(resolve, duration * 1000));
  watching = false;
  observer.disconnect();
  for (const mutations of changes) mutations.disconnect();
  return {
    longTasks,
    redraws: redraws.map((total) => total / duration),
    framesPerSecond: frames / duration,
    steps: document.querySelector('header')?.textContent?.match(/step [\d\s,]+/)?.[0] ?? '',
  };
};

/** Until every chart of curves has a line for each of the eight runs. */
const isTraining = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () => {
      const charts = [...document.querySelectorAll('.curve')];
      return charts.length > 0 && charts.every((chart) => chart.querySelectorAll('.chart-run[d]').length >= 8);
    },
    undefined,
    { timeout: 120_000 },
  );

/** Runs in the page: milliseconds of script at each move of a slider, React's work included, from the least to the most. */
const moveSlider = async (moves: number): Promise<readonly number[]> => {
  const slider = document.querySelector<HTMLInputElement>('.runs input[type=range]');
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (slider === null || write === undefined) throw new Error('There is no slider.');
  const took: number[] = [];
  for (let move = 0; move < moves; move++) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const start = performance.now();
    write.call(slider, String(Number(slider.value) + (move % 2 === 0 ? 1 : -1) * Number(slider.step)));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    took.push(performance.now() - start);
  }
  return took.sort((one, other) => one - other);
};

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('No browser: run `node scripts/setup.mjs --browser` first.');
const server = await preview({ preview: { port: 4180, host: '127.0.0.1' } });
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // The compiler names functions by a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto(`http://127.0.0.1:4180/${eightRuns}`);
  await isTraining(page);
  const { longTasks, redraws, framesPerSecond, steps } = await page.evaluate(watch, seconds);
  const moves = await page.evaluate(moveSlider, 200);
  const slowest = Math.min(...redraws);
  process.stdout.write(
    `${seconds} s of eight runs training, ${redraws.length} charts of curves, ${steps}\n` +
      `frames a second: ${framesPerSecond.toFixed(1)}\n` +
      `redraws a second of each chart: ${redraws.map((rate) => rate.toFixed(1)).join(', ')}\n` +
      `tasks over ${longestTask} ms: ${longTasks.length === 0 ? 'none' : longTasks.map(({ after, took }) => `${took} ms after ${after} ms`).join(', ')}\n` +
      `script of a slider event: ${moves[0]?.toFixed(2)} ms at least, ${moves[moves.length >> 1]?.toFixed(2)} ms on the median\n`,
  );
  if (values.check && (longTasks.length > 0 || slowest < leastRedraws)) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}
