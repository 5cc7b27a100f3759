/** Where a browser for the tests is: Playwright's own if it is there, else a Chrome or Chromium of the system. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

/** On Linux first the one without a window: two of them side by side hold each other up less than two with one. */
const linuxNames = ['chromium-headless-shell', 'google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

const systemPaths = {
  linux: linuxNames.flatMap((name) =>
    ['/usr/bin', '/usr/local/bin', '/snap/bin'].map((folder) => path.join(folder, name)),
  ),
  darwin: ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    folder ? [path.join(folder, 'Google/Chrome/Application/chrome.exe')] : [],
  ),
};

/** Playwright is looked up when asked, because set-up loads this file before anything is installed. */
const playwrightPath = () => {
  try {
    return [createRequire(import.meta.url)('@playwright/test').chromium.executablePath()];
  } catch {
    return [];
  }
};

/**
 * A browser that is there but lacks a system library does not start. On Windows `--version` would open a window.
 * @param {string} executable
 */
const runs = (executable) =>
  existsSync(executable) &&
  (process.platform === 'win32' || spawnSync(executable, ['--version'], { timeout: 20_000 }).status === 0);

/**
 * The first browser that runs.
 * @returns {string | undefined} path of the executable
 */
export const findBrowser = () => {
  const { platform } = process;
  const installed = platform === 'darwin' || platform === 'win32' ? systemPaths[platform] : systemPaths.linux;
  return [...playwrightPath(), ...installed].find(runs);
};
