/**
 * Keeps the page's two scripts two: Vite would make one of them, and the first, which starts the worker, would wait until the
 * main one is fetched and compiled.
 */
import type { Plugin } from 'vite';

export const mainScript = 'src/main.tsx';
const inSource = `<script type="module" src="/${mainScript}"></script>`;

/** Takes the main script out of the page before Vite sees it; as an entry of its own it is built all the same. */
const takeOut: Plugin = {
  name: 'main-script-out',
  apply: 'build',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => {
      if (!html.includes(inSource)) throw new Error(`index.html has no ${inSource}`);
      return html.replace(inSource, '');
    },
  },
};

/** Puts the built one in its place, with what it imports, so that all of it is fetched at once. */
const putIn: Plugin = {
  name: 'main-script-in',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const main = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith(`/${mainScript}`) === true,
      );
      if (main?.type !== 'chunk') throw new Error(`${mainScript} was not built.`);
      const imports = main.imports.filter((file) => !html.includes(`"./${file}"`));
      return [
        {
          tag: 'script',
          attrs: { type: 'module', crossorigin: true, src: `./${main.fileName}` },
          injectTo: 'head' as const,
        },
        ...imports.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        })),
      ];
    },
  },
};

export const mainScriptPlugins: readonly Plugin[] = [takeOut, putIn];
