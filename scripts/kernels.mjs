/** Compiles assembly/ to WebAssembly and writes it down as a module of text, so that nobody has to compile it to run the project. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const target = path.join(root, 'src/policies/kernels/binary.ts');

/** No data and no stack of its own, since it works in memory that it is given: no runtime, no checks, memory from outside. */
const options = [
  '-O3',
  '--enable',
  'simd',
  '--runtime',
  'stub',
  '--importMemory',
  '--initialMemory',
  '0',
  '--noAssert',
];

/** The module of text that the sources make. @returns {Promise<string>} */
export const compiled = async () => {
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await asc.main(['assembly/index.ts', '--outFile', 'kernels.wasm', ...options], {
    writeFile: (_name, contents) => {
      if (contents instanceof Uint8Array) binary = contents;
    },
  });
  if (error !== null || binary === undefined) throw new Error(`assembly/ does not compile: ${stderr.toString()}`);
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,112}/g) ?? [];
  return [
    '/** Made by `npm run kernels` from assembly/: the compiled module in base64. Do not edit. */',
    'export const binary =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(root);
  writeFileSync(target, await compiled());
}
