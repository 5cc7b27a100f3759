/**
 * Compiles assembly/ to WebAssembly and writes it down as modules of text, so that nobody has to compile it to run the project.
 * With --check nothing is written: the modules that are not what is compiled now are named on standard error.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Where each folder of assembly/ is written down. */
const modules = {
  float32: 'src/policies/kernels/binary.ts',
  float64: 'src/math/simd-binary.ts',
};

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

/** The module of text that a folder of assembly/ makes. @param {string} folder @returns {Promise<string>} */
const compiled = async (folder) => {
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await asc.main([`assembly/${folder}/index.ts`, '--outFile', 'kernels.wasm', ...options], {
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
    `/** Made by \`npm run kernels\` from assembly/${folder}: the compiled module in base64. Do not edit. */`,
    'export const binary =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
};

process.chdir(root);
for (const [folder, target] of Object.entries(modules)) {
  const text = await compiled(folder);
  if (!process.argv.includes('--check')) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    console.error(`${target} is not what assembly/${folder} compiles to: npm run kernels`);
    process.exitCode = 1;
  }
}
