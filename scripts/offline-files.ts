/** Tells the service worker which files to keep: all that the page can ask for. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

const worker = 'service-worker.js';
/** Every browser that runs the page takes fonts as woff2; licences and the manifest of the build are for people. */
const isAskedFor = (file: string): boolean =>
  /\.(html|js|css|wasm|woff2|svg|webmanifest)$/.test(file) && file !== worker;

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(isAskedFor)
    .sort();

export const offlineFilesPlugin: Plugin = {
  name: 'offline-files',
  apply: 'build',
  writeBundle: ({ dir = 'dist' }) => {
    const files = filesIn(dir);
    const hash = createHash('sha256');
    for (const file of files) hash.update(file).update(readFileSync(path.join(dir, file)));
    // Some hosts send whoever asks for index.html to the folder, and a page that was sent elsewhere cannot be kept.
    const names = files.map((file) => (file === 'index.html' ? './' : file));
    const place = path.join(dir, worker);
    const built = `const builtFiles=${JSON.stringify(names)},builtVersion="${hash.digest('hex').slice(0, 16)}";\n`;
    writeFileSync(place, built + readFileSync(place, 'utf8'));
  },
};
