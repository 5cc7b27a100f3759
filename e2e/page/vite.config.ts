/** Serves the built page as hosts do: a file with a hash in its name is kept by the browser, with what it compiled of it. */
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    {
      name: 'kept-assets',
      configurePreviewServer: ({ middlewares }) => {
        middlewares.use((request, response, next) => {
          if (request.url?.startsWith('/assets/')) {
            response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
          }
          next();
        });
      },
    },
  ],
});
