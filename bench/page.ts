/** `npm run bench:page`: how smoothly the built page runs in a real browser while eight runs train; with --largest, whether the largest experiments obey. */
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser } from '../scripts/browser.mjs';
import { largestObey } from './largest';

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

/** Milliseconds from the least to the most. */
type Times = readonly number[];

/** Runs in the page: at each move of a slider, the script of the event, and until all that follows from it is drawn. */
const moveSlider = async (moves: number): Promise<{ readonly event: Times; readonly drawn: Times }> => {
  const slider = document.querySelector<HTMLInputElement>('.runs input[type=range]');
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (slider === null || write === undefined) throw new Error('There is no slider.');
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const [event, drawn]: [number[], number[]] = [[], []];
  for (let move = 0; move < moves; move++) {
    await frame();
    const start = performance.now();
    write.call(slider, String(Number(slider.value) + (move % 2 === 0 ? 1 : -1) * Number(slider.step)));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    event.push(performance.now() - start);
    // The thumb is in the first frame; what the page says of the number is drawn between that and the second.
    await frame();
    await frame();
    drawn.push(performance.now() - start);
  }
  const sorted = (times: number[]): Times => times.sort((one, other) => one - other);
  return { event: sorted(event), drawn: sorted(drawn) };
};

/** Runs before the page's own scripts: notes in `window.opening` when the worker was started and when its first frame after step 0 came. */
const noteOpening = `
  window.opening = {};
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      window.opening.worker ??= performance.now();
      this.addEventListener('message', ({ data: { message } }) => {
        if (message.type === 'frame' && message.steps.at(-1) > 0) window.opening.moving ??= performance.now();
      });
    }
  };`;

/** Milliseconds since the page's script was there, of each opening of the page: until the worker was started, and until its first frame that moves. */
const openings = async (page: Page, address: string, count: number) => {
  const times: { readonly worker: number; readonly moving: number }[] = [];
  for (let i = 0; i < count; i++) {
    await page.goto('about:blank');
    await page.goto(address);
    const opening = await page.waitForFunction(() => {
      const { worker, moving } = (window as unknown as { opening: Partial<Record<string, number>> }).opening;
      const script = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '';
      const there = performance.getEntriesByName(script)[0] as PerformanceResourceTiming | undefined;
      if (worker === undefined || moving === undefined || there === undefined) return null;
      return { worker: worker - there.responseEnd, moving: moving - there.responseEnd };
    });
    times.push((await opening.jsonValue()) ?? { worker: Number.NaN, moving: Number.NaN });
  }
  return times.toSorted((one, other) => one.moving - other.moving);
};

const spread = (times: Times): string =>
  `${times[0]?.toFixed(2)} ms at least, ${times[times.length >> 1]?.toFixed(2)} ms on the median`;

const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, largest: { type: 'boolean', default: false } },
});
const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('No browser: run `node scripts/setup.mjs --browser` first.');
const server = await preview({ preview: { port: 4180, host: '127.0.0.1' } });
const launch = () => chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
const address = 'http://127.0.0.1:4180/';
if (values.largest) {
  const areKept = await largestObey(launch, address);
  await server.close();
  process.exit(values.check && !areKept ? 1 : 0);
}
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  // The compiler names functions by a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(noteOpening);
  const opened = await openings(page, address, 9);
  await page.goto('about:blank');
  await page.goto(`${address}${eightRuns}`);
  await isTraining(page);
  const { longTasks, redraws, framesPerSecond, steps } = await page.evaluate(watch, seconds);
  const { event, drawn } = await page.evaluate(moveSlider, 200);
  const slowest = Math.min(...redraws);
  process.stdout.write(
    `${seconds} s of eight runs training, ${redraws.length} charts of curves, ${steps}\n` +
      `frames a second: ${framesPerSecond.toFixed(1)}\n` +
      `redraws a second of each chart: ${redraws.map((rate) => rate.toFixed(1)).join(', ')}\n` +
      `tasks over ${longestTask} ms: ${longTasks.length === 0 ? 'none' : longTasks.map(({ after, took }) => `${took} ms after ${after} ms`).join(', ')}\n` +
      `script of a slider event: ${spread(event)}; two frames later, when all of it is drawn: ${spread(drawn)}\n` +
      `from the page's script to the first frame that moves: ${spread(opened.map(({ moving }) => moving))}, ` +
      `of which until the worker is started: ${spread(opened.map(({ worker }) => worker))}\n`,
  );
  if (values.check && (longTasks.length > 0 || slowest < leastRedraws)) process.exitCode = 1;
} finally {
  await browser.close();
  await server.close();
}
