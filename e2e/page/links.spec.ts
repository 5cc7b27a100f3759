/** Links that are wrong in every way: the page opens on the nearest valid experiment, says what it changed, and trains. */
import { expect } from '@playwright/test';
import { type Playground, test } from './playground';

const script = encodeURIComponent('<script>globalThis.injected = true</script>');
const image = encodeURIComponent('<img src="x:" onerror="globalThis.injected = true">');
const short = 'training.steps=20&training.batch=16';
const nested = encodeURIComponent(`${'('.repeat(120)}h${')'.repeat(120)}`);
const tall = encodeURIComponent(`${'-'.repeat(280)}h`);

/** What a link says, and what the page must say about it. */
const cases: readonly { readonly title: string; readonly fragment: string; readonly said: readonly RegExp[] }[] = [
  {
    title: 'unknown names',
    fragment: `#1&world=flat-earth&policy=brain&run=dpo2&run=dpo,delta:3&colour=red&${short}`,
    said: [/flat-earth/, /brain/, /dpo2/, /delta/, /colour/],
  },
  {
    title: 'wrong types',
    fragment: `#1&beta=large&seed=1.5&run=dpo,beta:true&training.learningRate=fast&data=7&${short}`,
    said: [/beta/, /seed/, /run 1: beta/, /learningRate/, /data/],
  },
  {
    title: 'huge numbers',
    fragment: `#1&beta=1e300&training.batch=99999999999&data.candidates=-3&run=dpo,beta:1e99&training.steps=20&world.bins=1e9`,
    said: [/beta/, /batch/, /candidates/, /run 1: beta/, /bins/],
  },
  { title: '10,000 runs', fragment: `#1&${short}${'&run=dpo'.repeat(10_000)}`, said: [/10000|10,000/] },
  {
    title: 'broken percent-encoding',
    fragment: `#1&world=%E0%A4%A&%zz=1&run=%&run=dpo,beta:%GG&${short}`,
    said: [/%E0%A4%A/, /%zz/, /"%"/, /%GG/],
  },
  {
    title: 'a deeply nested expression',
    fragment: `#1&run=custom,expression:${nested}&run=custom,expression:${tall}&run=dpo&${short}`,
    said: [/run 1: expression/, /run 2: expression/],
  },
  {
    title: 'script in every text',
    fragment:
      `#1&world=${script}&policy=${image}&data.from=${script}&${image}=1&run=${image}&run=dpo,${script}:1` +
      `&run=custom,expression:${image}&run=f-dpo,divergence:${script}&data.pairs=${image}&training.optimizer=${image}&${short}`,
    said: [/world.*<script>/, /policy.*<img/, /from.*<script>/, /"<img/, /run 3/, /run 4/, /pairs/, /optimizer/],
  },
  { title: 'another version', fragment: `#99&run=dpo&${short}`, said: [/[Vv]ersion/] },
  { title: 'very long garbage', fragment: `#${'x%0&=<>"\'\\:,/'.repeat(30_000)}`, said: [/characters/] },
  {
    title: 'names with a meaning in JavaScript',
    fragment: `#1&__proto__.x=1&run=dpo,constructor:1&${short}`,
    said: [/__proto__/],
  },
];

/** Waits until the page says all of it, and holds that it trains and that nothing of it became part of the page. */
const isRepaired = async (playground: Playground, { title, said }: (typeof cases)[number]): Promise<void> => {
  const { page } = playground;
  for (const pattern of said) {
    await expect
      .poll(() => playground.noticeTexts(), { message: `${title}: ${pattern}` })
      .toContainEqual(expect.stringMatching(pattern));
  }
  if (await playground.play.isVisible()) await playground.play.click();
  await playground.passes(5);
  expect((await playground.noticeTexts()).length, title).toBeLessThanOrEqual(13);
  expect(await playground.runs.count(), title).toBeLessThanOrEqual(16);
  expect(await page.evaluate(() => Reflect.has(globalThis, 'injected')), title).toBe(false);
  expect(await page.locator('body img, main script').count(), title).toBe(0);
};

test('a bad link followed in the open page', async ({ playground }) => {
  await playground.openStill();
  for (const wrong of cases) {
    await playground.follow(wrong.fragment);
    await isRepaired(playground, wrong);
  }
});

for (const wrong of cases.filter(({ title }) => /runs|script|garbage/.test(title))) {
  test(`the page opened with ${wrong.title}`, async ({ playground }) => {
    await playground.open(wrong.fragment);
    await isRepaired(playground, wrong);
  });
}

test('an empty fragment opens the lesson without a word, and so does a good link; an anchor changes nothing', async ({
  playground,
}) => {
  await playground.open('#');
  await playground.passes(5);
  expect(await playground.noticeTexts()).toEqual([]);
  await expect(playground.headline).toContainText('DPO sits in the valley');
  await playground.follow(`#1&run=ipo&run=kto&${short}`);
  await expect(playground.runs).toHaveCount(2);
  await playground.isFinished();
  expect(await playground.noticeTexts()).toEqual([]);
  // An anchor does not replace the experiment.
  await playground.follow('#root');
  await expect(playground.page).toHaveURL(/#1&.*run=ipo&run=kto/);
  await expect(playground.runs).toHaveCount(2);
  expect(await playground.noticeTexts()).toEqual([]);
  await playground.follow(`#1&run=nonsense&run=kto&${short}`);
  await expect(playground.notices).toHaveCount(1);
  await expect(playground.runs).toHaveCount(1);
});

test('formulas and numbers that used to hold the page up for ever', async ({ playground }) => {
  const sorted = encodeURIComponent(`${'sort('.repeat(39)}h${')'.repeat(39)}`);
  const rates = encodeURIComponent(`exponentialutility(h, ${'exponentialutility(k, '.repeat(11)}k${')'.repeat(12)}`);
  const digits = '1'.repeat(150_000);
  await playground.open(`#1&seed=${digits}x&run=custom,expression:${sorted}&run=custom,expression:${rates}&${short}`);
  await playground.passes(5);
  expect(await playground.noticeTexts()).toEqual([expect.stringMatching(/^"1+… has 150001 characters/)]);
  await expect(playground.runs.nth(0).locator('.formula')).toContainText('sort');
  await expect(playground.runs.nth(1).locator('.formula')).toContainText('too long to draw');
});
