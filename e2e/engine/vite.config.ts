/** Serves the source to the tests of the engine; the packages of the page, which take longest to prepare, are not among it. */
import { defineConfig } from 'vite';

export default defineConfig({
  cacheDir: 'node_modules/.vite-engine',
  optimizeDeps: { entries: ['src/worker/worker.ts'] },
});
