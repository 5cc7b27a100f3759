/** The largest experiments that links allow, as a visitor meets them: first frame, memory, and how soon they obey. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { openLink, toFragment } from '../src/experiment/link';
import { policiesFor } from '../src/policies/families';
import { maxRunsShown } from '../src/settings/limits';
import { worlds } from '../src/worlds';

/** What goes beyond the budget in each world: as much data as there can be, and worlds as large. */
const most: Readonly<Record<string, string>> = {
  'two-peaks': '&world.bins=201',
  triangle: '&world.prompts=16',
  sentences: '&world.words=6&world.maxLength=5&world.prompts=4',
};
const wide = '&policy.width=64&policy.heads=4&policy.hidden=128&policy.layers=2&policy.centres=64';
const muchData = '&data.pairs=4096&data.candidates=64&training.batch=all&training.steps=100000';

/** Each as the page makes it smaller, so that it is just within what the page takes. */
const largestLinks = () =>
  worlds.flatMap(({ id }) =>
    policiesFor(id).flatMap((policy) =>
      ['exo-rw', 'ipo,anchor:0.1', 'ppo'].map((run) => {
        const asked = `#1&world=${id}&policy=${policy.id}${most[id] ?? ''}${wide}${muchData}${`&run=${run}`.repeat(maxRunsShown)}`;
        return { name: `${id}, ${policy.id}, ${maxRunsShown} × ${run}`, link: toFragment(openLink(asked).experiment) };
      }),
    ),
  );

/** Runs before the page's own scripts: notes every message between the page and its worker, and when. */
const noteMessages = `
  window.said = [];
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data: { message } }) => {
        if (message !== undefined) said.push({ from: 'worker', type: message.type, epoch: message.epoch, at: performance.now() });
      });
    }
    postMessage(data, ...rest) {
      said.push({ from: 'page', type: data.message.type, epoch: data.message.epoch, at: performance.now() });
      return super.postMessage(data, ...rest);
    }
  };`;

interface Said {
  readonly from: 'page' | 'worker';
  readonly type: string;
  readonly epoch: number | undefined;
  readonly at: number;
}

/** Megabytes that the largest of the browser's processes of pages has taken at most. */
const mostMegabytes = (): number =>
  Math.max(
    ...readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((process) => {
        try {
          const isPage = readFileSync(`/proc/${process}/cmdline`, 'utf8').includes('--type=renderer');
          const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? [];
          return isPage ? Number(kilobytes) / 1024 : 0;
        } catch {
          return 0;
        }
      }),
  );

/** In the page. */
declare const said: readonly Said[];

const messages = (page: Page): Promise<readonly Said[]> => page.evaluate(() => said);

/** Milliseconds until the first frame after step 0, until it stands still after Pause, and until another link is ready to train. */
const obeys = async (page: Page, address: string, link: string) => {
  await page.goto('about:blank');
  await page.goto(`${address}${link}`);
  await page.waitForFunction(() => said.filter(({ type }) => type === 'frame').length > 1);
  const first = (await messages(page)).filter(({ type }) => type === 'frame')[1]?.at ?? Number.NaN;
  await page.waitForTimeout(2000);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.waitForTimeout(1500);
  const untilPause = await messages(page);
  const pausedAt = untilPause.findLast(({ type }) => type === 'pause')?.at ?? Number.NaN;
  const lastFrame = untilPause.findLast(({ type }) => type === 'frame')?.at ?? Number.NaN;
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    location.hash = '#1&run=dpo&training.steps=20';
  });
  await page.waitForFunction(() => {
    const load = said.findLast(({ from, type }) => from === 'page' && type === 'load');
    return said.some(({ from, type, epoch }) => from === 'worker' && type === 'prepared' && epoch === load?.epoch);
  });
  const all = await messages(page);
  const load = all.findLast(({ from, type }) => from === 'page' && type === 'load');
  const answered = all.find(
    ({ from, type, epoch }) => from === 'worker' && type === 'prepared' && epoch === load?.epoch,
  );
  return {
    first,
    pause: Math.max(0, lastFrame - pausedAt),
    link: (answered?.at ?? Number.NaN) - (load?.at ?? Number.NaN),
    megabytes: mostMegabytes(),
  };
};

/** What each may take at most, in milliseconds and megabytes. */
const limits = { first: 5000, pause: 300, link: 300, megabytes: 1000 } as const;

/** Prints a line for each, in a browser process of its own; whether all keep to the limits. */
export const largestObey = async (launch: () => Promise<Browser>, address: string): Promise<boolean> => {
  let areKept = true;
  for (const { name, link } of largestLinks()) {
    const browser = await launch();
    const page = await browser.newPage({ serviceWorkers: 'block' });
    await page.addInitScript(noteMessages);
    const { first, pause, link: gaveWay, megabytes } = await obeys(page, address, link);
    await browser.close();
    const isKept =
      first < limits.first && pause < limits.pause && gaveWay < limits.link && megabytes < limits.megabytes;
    areKept &&= isKept;
    process.stdout.write(
      `${isKept ? 'ok  ' : 'MISS'} ${name}: first frame ${first.toFixed(0)} ms, stood still ${pause.toFixed(0)} ms after Pause, ` +
        `another link ready after ${gaveWay.toFixed(0)} ms, at most ${megabytes.toFixed(0)} MB\n`,
    );
  }
  return areKept;
};
