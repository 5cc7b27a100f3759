/** Everything that must hold, cheapest first: types and lint, unit tests, the build, its size, and the page in a browser. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const reports = path.join(root, '.cache/reports');
const unitReport = path.join(reports, 'unit.json');
const browserReport = path.join(reports, 'browser.json');

const steps = [
  { title: 'Types, lint, unused code', script: 'check' },
  {
    title: 'Unit tests',
    script: 'unit',
    args: ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  },
  { title: 'Build', script: 'build' },
  { title: 'Size', script: 'size' },
  { title: 'The page in a browser', script: 'e2e', args: ['--reporter=list,json'] },
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

/** @returns {number} exit code of the first step that failed, or 0 */
const runSteps = () => {
  for (const { title, script, args = [] } of steps) {
    console.log(`\n── ${title} (npm run ${script})`);
    const start = performance.now();
    const { status } = spawnSync('npm', ['run', '--silent', script, '--', ...args], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
    });
    console.log(
      `── ${title}: ${status === 0 ? 'ok' : 'FAILED'} after ${((performance.now() - start) / 1000).toFixed(1)} s`,
    );
    if (status !== 0) return status ?? 1;
  }
  return 0;
};

rmSync(reports, { recursive: true, force: true });
process.exitCode = runSteps();
console.log(`\n${summary()}`);
