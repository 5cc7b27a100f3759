/** Serves to the browser tests the built page and, built here, the engine without a page. */
import { mkdirSync } from 'node:fs';
import { build, type InlineConfig, type Plugin, preview } from 'vite';
import { engineServer, pageServer } from './servers';

const host = '127.0.0.1';

/** As hosts do: a file with a hash in its name is kept by the browser, with what it compiled of it. */
const keptAssets: Plugin = {
  name: 'kept-assets',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use((request, response, next) => {
      if (request.url?.startsWith('/assets/')) {
        response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      }
      next();
    });
  },
};

const engine: InlineConfig = {
  configFile: false,
  root: 'e2e/engine',
  base: './',
  logLevel: 'warn',
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
  preview: { host, port: engineServer.port, strictPort: true },
};

mkdirSync('.cache/engine', { recursive: true });
const built = build(engine);

/** Tests need not wait for it to begin. */
const builtFirst: Plugin = {
  name: 'built-first',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use((_request, _response, next) => void built.then(() => next()));
  },
};

await preview({ ...engine, plugins: [builtFirst] });
// Tests begin once this one answers.
await preview({
  configFile: false,
  plugins: [keptAssets],
  preview: { host, port: pageServer.port, strictPort: true },
});
await built;
