/** Browser tests: the built page as a person uses it, and the engine's modules on every backend a browser has. */
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { pageServer } from './e2e/servers';
import { findBrowser } from './scripts/browser.mjs';

const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('No browser: run `node scripts/setup.mjs --browser` first.');

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // A test that passes only sometimes is a defect, so none is tried twice.
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  workers: availableParallelism(),
  // How long to wait at most is no part of any test: a machine may be as slow and as busy as it likes.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: pageServer.url,
    // Each test has the page to itself, but in one process: what was compiled for one serves the next.
    reuseContext: true,
    // A trace of every test, kept or not, costs more than all tests together on two cores.
    trace: 'off',
    // Tests see and block every request themselves; offline.spec.ts has the service worker.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        // Seldom collecting what dies young saves one part in twenty-five of all the time browsers spend here.
        '--js-flags=--max-semi-space-size=64 --min-semi-space-size=16',
        // WebGPU in software, so that it is tested on machines without a graphics card.
        '--enable-unsafe-webgpu',
        '--use-webgpu-adapter=swiftshader',
        // Without checks of bounds, shaders cost software a fifth less.
        '--enable-dawn-features=disable_robustness',
        // The tests talk to nobody but this machine.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
      ],
    },
  },
  // Without npx, which takes a second to start.
  webServer: {
    command: 'node --import tsx e2e/serve.ts',
    url: pageServer.url,
  },
});
