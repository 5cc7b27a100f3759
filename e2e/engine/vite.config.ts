/** Builds the engine alone, without the page, and serves it to the tests of this folder. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    outDir: '../../.cache/engine',
    emptyOutDir: true,
    target: 'es2022',
    minify: false,
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: {
      input: ['e2e/engine/blank.html', 'e2e/engine/engine.ts'],
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js' },
    },
  },
});
