/** Everything that must hold, cheapest first: types, lint and the build, its size, unit tests, and the page in a browser. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const reports = path.join(root, '.cache/reports');
const unitReport = path.join(reports, 'unit.json');
const browserReport = path.join(reports, 'browser.json');

/**
 * @typedef {{ readonly title: string, readonly script: string, readonly args?: readonly string[] }} Step
 * @type {readonly (readonly Step[])[]}  one after another; those within one need each other's result for nothing, and
 * run at once, since each of them leaves cores idle.
 */
const stages = [
  [
    { title: 'Types', script: 'types' },
    { title: 'Lint', script: 'lint' },
    { title: 'Unused code', script: 'unused' },
    { title: 'Build', script: 'build' },
  ],
  [{ title: 'Size', script: 'size' }],
  [
    {
      title: 'Unit tests',
      script: 'unit',
      args: ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    },
  ],
  [{ title: 'The page in a browser', script: 'e2e', args: ['--reporter=list,json'] }],
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
 * Runs a step; what it prints comes at once, or together at its end where it runs beside others.
 * @param {Step} step
 * @param {boolean} isAlone
 * @returns {Promise<number>} its exit code
 */
const run = ({ title, script, args = [] }, isAlone) =>
  new Promise((resolve) => {
    const heading = `\n── ${title} (npm run ${script})`;
    if (isAlone) console.log(heading);
    const start = performance.now();
    const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
      cwd: root,
      stdio: ['inherit', isAlone ? 'inherit' : 'pipe', isAlone ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32',
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
    });
    /** @type {Buffer[]} */
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
    child.on('error', (error) => printed.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      if (!isAlone) console.log(heading);
      process.stdout.write(Buffer.concat(printed));
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`── ${title}: ${code === 0 ? 'ok' : 'FAILED'} after ${seconds} s`);
      resolve(code ?? 1);
    });
  });

/** @returns {Promise<number>} exit code of a step of the first stage in which one failed, or 0 */
const runStages = async () => {
  for (const steps of stages) {
    const codes = await Promise.all(steps.map((step) => run(step, steps.length === 1)));
    const failed = codes.find((code) => code !== 0);
    if (failed !== undefined) return failed;
  }
  return 0;
};

rmSync(reports, { recursive: true, force: true });
process.exitCode = await runStages();
console.log(`\n${summary()}`);
