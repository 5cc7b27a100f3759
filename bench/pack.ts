/**
 * `npm run bench:pack`: one folder with the benchmark and all that it needs, Node too, to carry to a machine with a GPU
 * and without a network. `sh run.sh` there is the benchmark, with its options.
 */
import { chmodSync, copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const root = dirname(import.meta.dirname);

/** Of the package that has Dawn, only what this platform needs. */
const dawn = `${process.platform}-${process.platform === 'darwin' ? 'universal' : process.arch}`;
const dawnFiles = ['package.json', 'index.js', 'LICENSE.md', join('dist', dawn)];

/** tfjs reads them beside the module that asks for them. */
const wasmFiles = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];

const pythonFiles = ['line', 'networks', 'sentences', 'server', 'sweep'].map((name) => `torch_${name}.py`);

const script = `#!/bin/sh
# The benchmark on this machine; its options are those of \`npm run bench\`, such as --gpu --check --json result.json.
# Where Vulkan does not find the GPU's driver, VK_DRIVER_FILES=/path/to/nvidia_icd.json names it.
here=$(cd "$(dirname "$0")" && pwd)
node=node
if [ -x "$here/node" ]; then node=$here/node; fi
exec "$node" "$here/main.js" "$@"
`;

/** Some of tfjs and its dependencies ask for what only CommonJS modules have. */
const banner = [
  "import { createRequire as makeRequire } from 'node:module';",
  'const require = makeRequire(import.meta.url);',
  'const [__filename, __dirname] = [import.meta.filename, import.meta.dirname];',
].join('\n');

const pack = async (folder: string, hasNode: boolean): Promise<void> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['webgpu'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        input: { main: join(import.meta.dirname, 'main.ts'), 'part-process': join(root, 'src/cli/part-process.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', banner },
      },
    },
  });
  for (const name of pythonFiles) copyFileSync(join(import.meta.dirname, name), join(folder, name));
  for (const name of wasmFiles) {
    copyFileSync(join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', name), join(folder, name));
  }
  const from = join(root, 'node_modules/webgpu');
  for (const name of dawnFiles) {
    cpSync(join(from, name), join(folder, 'node_modules/webgpu', name), { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`);
  if (hasNode) {
    const node = join(folder, basename(process.execPath));
    copyFileSync(process.execPath, node);
    chmodSync(node, 0o755);
  }
  writeFileSync(join(folder, 'run.sh'), script, { mode: 0o755 });
};

const { values, positionals } = parseArgs({
  options: { 'without-node': { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = positionals[0] ?? join(root, '.cache/bench-pack');
await pack(folder, !values['without-node']);
process.stdout.write(`${folder} is ready: carry it to the machine and run \`sh run.sh --gpu\` there\n`);
