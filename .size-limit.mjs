/** Size budgets of the built page. What loads first is read from Vite's manifest, so that it needs no list of names. */
import { readFileSync } from 'node:fs';

/** @type {Readonly<Record<string, { file: string, imports?: string[] }>>} */
const manifest = JSON.parse(readFileSync(new URL('dist/.vite/manifest.json', import.meta.url), 'utf8'));

/**
 * A chunk's files and those of everything it imports statically.
 * @param {string} key
 * @param {Set<string>} seen
 * @returns {string[]}
 */
const filesOf = (key, seen) => {
  const chunk = manifest[key];
  if (chunk === undefined || seen.has(key)) return [];
  seen.add(key);
  return [chunk.file, ...(chunk.imports ?? []).flatMap((next) => filesOf(next, seen))];
};

// The page has two scripts, and the one style sheet belongs to no chunk.
const chunks = ['index.html', 'src/main.tsx', 'style.css'].flatMap((key) => filesOf(key, new Set()));
const firstLoad = ['index.html', ...chunks].map((file) => `dist/${file}`);

export default [
  { name: 'First load', path: firstLoad, limit: '350 kB', gzip: true },
  { name: 'Training worker', path: 'dist/assets/worker/*.js', limit: '450 kB', gzip: true },
  { name: 'Everything', path: 'dist/**/*', limit: '3 MB', gzip: true },
];
