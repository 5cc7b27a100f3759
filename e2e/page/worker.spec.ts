/** What becomes of a training when its worker dies, does not answer, or cannot be had. */
import { expect } from '@playwright/test';
import { maxRunsShown } from '../../src/settings/limits';
import { test } from './playground';

// Each opens a page of its own; the last file would leave a core idle.
test.describe.configure({ mode: 'parallel' });

const link = '#1&run=dpo,beta:1&run=exo-rw&policy.start=1&training.steps=300&training.batch=64';

test('when the worker dies, another one goes on from the last checkpoint to the same numbers, and the page says so', async ({
  playground,
}) => {
  await playground.openStill(link);
  await playground.chooseBackend('wasm');
  await playground.stepTo(5);
  const worker = await playground.worker();
  const closed = worker.waitForEvent('close');
  await worker.evaluate('self.close()');
  await closed;
  await expect
    .poll(() => playground.noticeTexts())
    .toEqual(['The training worker stopped. Another one goes on from step 5.']);
  await playground.finish();
  await playground.trainsOn('wasm');
  const resumed = await playground.numbers('Reward E[r]');
  await playground.reset.click();
  await playground.isFinished();
  expect(resumed.text).toBe((await playground.numbers('Reward E[r]')).text);
});

test('a heavy training is shared with a worker inside the worker, and goes on without when that one dies', async ({
  context,
  playground,
}) => {
  // In a worker with a core to spare, which counts the reports of its helper.
  const watch = `
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: 3 });
    globalThis.reports = 0;
    const Native = globalThis.Worker;
    globalThis.Worker = class extends Native {
      constructor(...given) {
        super(...given);
        globalThis.helper = this;
        this.addEventListener('message', ({ data }) => {
          if (data.message.answer?.kind === 'reported') globalThis.reports += 1;
        });
      }
    };`;
  await context.route('**/assets/worker/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${watch}\n${await response.text()}` });
  });
  // Several milliseconds a step: heavy also where machines are fast.
  const network =
    'world=sentences&world.sft.steps=20&policy=autoregressive-mlp&policy.hidden=64&policy.layers=2' +
    '&data.candidates=32&training.batch=512';
  await playground.openStill(`#1&${network}${'&run=exo-rw'.repeat(4)}&training.steps=100000`);
  // The only backend whose runs are shared; which one is fastest depends on the machine.
  await playground.chooseBackend('cpu');
  const worker = await playground.worker();
  await playground.play.click();
  // One report only warms it up.
  await expect.poll(() => worker.evaluate('reports')).toBeGreaterThan(4);
  await worker.evaluate('helper.terminate()');
  const step = await playground.step();
  await playground.passes(step + 20);
  expect(await playground.noticeTexts()).toEqual([]);
});

test('a link is answered though the worker that trains hears nothing any more', async ({ playground }) => {
  await playground.openStill(link);
  const worker = await playground.worker();
  // In a task of its own: what the debugger runs is not ended with the worker.
  const silent = playground.page.waitForEvent('console', (message) => message.text() === 'never again');
  await worker.evaluate("void setTimeout(() => { console.log('never again'); for (;;); })");
  await silent;
  await playground.follow(`${link}&seed=2`);
  await playground.finish();
  await expect(playground.stepCount).toHaveText('300');
  // The memory of the former one comes back.
  await expect.poll(() => playground.page.workers()).not.toContain(worker);
});

test('what would hold the page up is offered smaller; the largest hears Pause and gives way to another link', async ({
  playground,
}) => {
  const network =
    'world=sentences&world.words=6&world.sft.steps=20&policy=transformer&policy.layers=2&policy.width=64&policy.heads=4';
  const anchored = '&run=ipo,anchor:0.1'.repeat(maxRunsShown);
  await playground.open(`#1&${network}&data.pairs=4096&data.candidates=64&training.batch=all${anchored}`);
  await expect
    .poll(() => playground.noticeTexts())
    .toContainEqual(expect.stringMatching(/width must be at most \d+ to keep each step short, not 64; it is \d+ now/));
  await playground.passes(1);
  await playground.pause.click();
  await playground.play.waitFor();
  expect(await playground.step()).toBeLessThan(1000);
  await playground.follow(link);
  await playground.speed('max');
  await playground.isFinished();
  await expect(playground.stepCount).toHaveText('300');
});

test.describe('when the worker’s script cannot be had once', () => {
  test.use({ expectedMessages: [/Failed to load resource: net::ERR_FAILED/] });

  test('the page says so, and another try succeeds', async ({ context, playground }) => {
    await context.route('**/assets/worker/worker-*.js', (route) => route.abort(), { times: 1 });
    await playground.open(link);
    await playground.page.getByText('The training worker could not be loaded.').waitFor();
    await expect(playground.engine).toHaveAccessibleName('Engine: not training');
    await playground.speed('max');
    await playground.page.getByRole('button', { name: 'Try again' }).click();
    await playground.isFinished();
    await expect(playground.page.getByText('The training worker could not be loaded.')).toHaveCount(0);
  });
});

test('when the WASM file never answers, plain JavaScript takes over after ten seconds, and the page says so', async ({
  context,
  playground,
}) => {
  // In this worker ten seconds are over when the test says so.
  const hold =
    'const wait = setTimeout; globalThis.setTimeout = (act, ms) => wait(ms < 10000 ? act : (late = act), ms);';
  await context.route('**/assets/worker/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: `let late; ${hold} globalThis.hurry = () => late();\n${await response.text()}`,
    });
  });
  const asked = new Promise<void>((resolve) => {
    // It is never answered.
    void context.route('**/*.wasm', () => resolve());
  });
  await playground.openStill(link);
  await playground.engine.click();
  await playground.page.getByRole('radiogroup', { name: 'Backend' }).getByText('WASM', { exact: true }).click();
  await playground.page.keyboard.press('Escape');
  await asked;
  const worker = await playground.worker();
  await worker.evaluate('hurry()');
  await expect
    .poll(() => playground.noticeTexts())
    .toEqual([
      'WASM cannot be used: the WebAssembly file did not answer within ten seconds. Training uses plain JavaScript.',
    ]);
  await playground.trainsOn('cpu');
  await playground.finish();
});
