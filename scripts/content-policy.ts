/** What the built page may load and run: files of its own folder’s site, WebAssembly, and nothing from elsewhere. */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** The only style elements that scripts make, by react-aria, text for text: of what is pressed, and on iOS of a page under an overlay. */
const styleElements = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
];
const hashes = styleElements.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);

export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' ${hashes.join(' ')}`,
  "worker-src 'self'",
  "connect-src 'self'",
  // The icon stands in the page itself.
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Writes the policy into the built page; the development server has scripts of its own in it. */
export const contentPolicyPlugin: Plugin = {
  name: 'content-policy',
  apply: 'build',
  transformIndexHtml: (html) =>
    html.replace(
      '<meta charset="utf-8" />',
      `$&\n    <meta http-equiv="Content-Security-Policy" content="${contentPolicy}" />`,
    ),
};
