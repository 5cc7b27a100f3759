/** Everything that must hold: types and lint, the build and its size, then unit tests and the page in a browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const reports = path.join(root, '.cache/reports');
const unitReport = path.join(reports, 'unit.json');
const browserReport = path.join(reports, 'browser.json');

/**
 * One after another, and those in one list side by side: browser tests wait for pictures, and unit tests fill the gaps.
 * @typedef {{ title: string, script: string, args?: string[] }} Step
 * @type {(Step | Step[])[]}
 */
const steps = [
  { title: 'Types, lint, unused code', script: 'check' },
  { title: 'Build', script: 'build' },
  { title: 'Size', script: 'size' },
  [
    { title: 'The page in a browser', script: 'e2e', args: ['--reporter=list,json'] },
    {
      title: 'Unit tests',
      script: 'unit',
      args: ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    },
  ],
];

/** @param {string} file */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

/** The line that tools read: how many tests passed and failed, in both runners together. */
const summary = () => {
  const unit = read(unitReport);
  const { expected = 0, unexpected = 0, flaky = 0 } = read(browserReport).stats ?? {};
  const passed = (unit.numPassedTests ?? 0) + expected;
  const failed = (unit.numFailedTests ?? 0) + unexpected + flaky;
  return `${passed} passed, ${failed} failed`;
};

/**
 * What the step printed, and how it ended.
 * @param {Step} step
 * @param {'inherit' | 'pipe'} stdio
 * @returns {Promise<{ status: number, printed: string }>}
 */
const run = async ({ title, script, args = [] }, stdio) => {
  const start = performance.now();
  const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
    cwd: root,
    stdio: ['ignore', stdio, stdio],
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
  });
  let printed = `\n── ${title} (npm run ${script})\n`;
  if (stdio === 'inherit') process.stdout.write(printed);
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (printed += text));
  const [code] = await once(child, 'close');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const end = `── ${title}: ${code === 0 ? 'ok' : 'FAILED'} after ${seconds} s\n`;
  if (stdio === 'inherit') process.stdout.write(end);
  return { status: code ?? 1, printed: printed + end };
};

/**
 * The first of them says at once what it does, the others when they are done, so that no lines mix.
 * @param {Step[]} together
 */
const runTogether = async ([first, ...others]) => {
  const rest = others.map((step) => run(step, 'pipe'));
  const { status } = first === undefined ? { status: 0 } : await run(first, 'inherit');
  const ends = await Promise.all(rest);
  for (const { printed } of ends) process.stdout.write(printed);
  return [status, ...ends.map((end) => end.status)].find((code) => code !== 0) ?? 0;
};

/** @returns {Promise<number>} exit code of the first step that failed, or 0 */
const runSteps = async () => {
  for (const step of steps) {
    const status = await runTogether([step].flat());
    if (status !== 0) return status;
  }
  return 0;
};

rmSync(reports, { recursive: true, force: true });
process.exitCode = await runSteps();
console.log(`\n${summary()}`);
