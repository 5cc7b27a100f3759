/**
 * Makes a fresh clone ready: checks Node, installs the packages and, with --browser, finds or installs a browser.
 * `npm start` and `npm test` run it first, so it uses nothing but Node itself.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');

/**
 * @param {string} message
 * @returns {never}
 */
const fail = (message) => {
  console.error(`\n${message}\n`);
  process.exit(1);
};

/**
 * Runs a command in the project folder.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} options
 * @returns {boolean} whether it succeeded
 */
const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options }).status === 0;

/** What Vite needs: 20.19 or a later 20, or 22.12 and everything after. */
const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const enough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!enough) fail(`Node ${process.versions.node} is too old: install 20.19, 22.12 or later from https://nodejs.org`);
};

/** @param {string} file */
const lockedPackages = (file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages);

/** npm writes down what it installed, as its last act; that must be what package-lock.json asks for. */
const packagesMatch = () => {
  const record = path.join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = new Map(lockedPackages(record));
  return lockedPackages(path.join(root, 'package-lock.json')).every(([name, wanted]) => {
    if (name === '') return true;
    const present = installed.get(name);
    return present === undefined ? wanted.optional === true : present.version === wanted.version;
  });
};

const installPackages = () => {
  console.error('Installing packages (npm ci) …');
  if (!run('npm', ['ci', '--loglevel=error'], { shell: process.platform === 'win32' }))
    fail('npm ci failed: see above.');
};

/**
 * Playwright's failures are pages of stack traces; what counts is whether a browser runs afterwards.
 * @param {readonly string[]} args
 */
const playwright = (args) => {
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  return run(process.execPath, [path.join(modules, '@playwright/test/cli.js'), ...args], { env, stdio: 'ignore' });
};

const installPlaywrightBrowser = () => {
  console.error("No browser for the tests yet: downloading Playwright's Chromium …");
  if (!playwright(['install', '--no-shell', 'chromium']) || findBrowser() !== undefined) return;
  console.error('It does not start: installing the system libraries that it needs …');
  playwright(['install-deps', 'chromium']);
};

const installSystemBrowser = () => {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.error('That failed: installing a browser of the system (apt-get) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {readonly string[]} args */
  const aptGet = (args) => run('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  // Not every Debian has the one without a window as a package of its own.
  if (aptGet(['update', '-qq']))
    ['chromium-headless-shell', 'chromium'].some((name) => aptGet(['install', '-y', '-qq', name]));
};

const ensureBrowser = () => {
  for (const install of [installPlaywrightBrowser, installSystemBrowser]) {
    if (findBrowser() !== undefined) return;
    install();
  }
  if (findBrowser() !== undefined) return;
  fail('The tests need a browser and none could be installed: install Google Chrome or Chromium, then try again.');
};

checkNode();
if (!packagesMatch()) installPackages();
if (process.argv.includes('--browser')) ensureBrowser();
