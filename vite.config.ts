/** How the page is served, built and unit-tested. */
import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { contentPolicyPlugin } from './scripts/content-policy.ts';
import { mainScript, mainScriptPlugins } from './scripts/main-script.ts';
import { offlineFilesPlugin } from './scripts/offline-files.ts';
import { TestOrder } from './scripts/test-order.ts';

/** Licence texts go once into licenses.md, not as a comment a file into every chunk. */
const comments = { legal: false };
/** Vite collects no licences from workers. */
const workerLicence =
  '/*! Contains TensorFlow.js, copyright Google LLC, under the Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0 */';

/** The icon goes into the page: as a file, a browser asks for it again whenever the address changes. */
const inlineIcon: Plugin = {
  name: 'inline-icon',
  transformIndexHtml: (html) =>
    html.replace('./icon.svg', `data:image/svg+xml;base64,${readFileSync('public/icon.svg', 'base64')}`),
};

export default defineConfig({
  // The built folder works from any sub-path.
  base: './',
  plugins: [react(), inlineIcon, contentPolicyPlugin, ...mainScriptPlugins, offlineFilesPlugin],
  build: {
    target: 'es2022',
    manifest: true,
    // One style sheet: a browser that misses one of many does not ask for it again, and shows the part without it.
    cssCodeSplit: false,
    // A font written into the style sheet would be the only thing that the content policy has to allow for it.
    assetsInlineLimit: 0,
    license: { fileName: 'licenses.md' },
    // The budgets of .size-limit.mjs are what counts.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      input: ['index.html', mainScript, 'src/offline/service-worker.ts'],
      output: {
        comments,
        // A service worker serves the folder it lies in, and is asked for by the same name in every build.
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        comments,
        postBanner: workerLicence,
        entryFileNames: 'assets/worker/[name]-[hash].js',
        chunkFileNames: 'assets/worker/[name]-[hash].js',
      },
    },
  },
  optimizeDeps: {
    // The worker is named too: its packages found late would reload the page on the first visit.
    entries: ['index.html', 'src/worker/worker.ts'],
  },
  test: {
    // A test that needs a document asks for it in a comment: @vitest-environment happy-dom
    environment: 'node',
    include: ['{src,bench}/**/*.test.{ts,tsx}'],
    // How long to wait at most is no part of any test: a machine may be as slow and as busy as it likes.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Left to itself Vitest keeps a core free, which on two cores is half of them.
    maxWorkers: '100%',
    // What every file would load anew is tfjs and the objectives; no test leaves anything behind in them.
    isolate: false,
    sequence: { sequencer: TestOrder },
    // What computes is loaded by Node itself: Vite's own loader looks every imported function up at each call, which makes
    // a training step several times as slow. Parts of the page stay with Vite, for the files only it can import. What dies
    // young is seldom collected, which saves one part in thirty of all their time.
    execArgv: ['--max-semi-space-size=64', '--import', 'tsx'],
    server: { deps: { external: [/\/src\/(?!panels|charts|worker|state|styles|offline)(?!.*\.test\.)[^?]*\.ts$/] } },
  },
});
