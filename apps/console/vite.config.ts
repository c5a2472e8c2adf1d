import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const pages = fileURLToPath(new URL('../../dist/console', import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [
    sveltekit({
      adapter: adapter({ pages, fallback: 'index.html' }),
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // Svelte's route announcer and the chart's geometry carry style attributes.
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
        },
      },
      version: { name: 'fineprint', pollInterval: 0 },
    }),
  ],
  resolve: { conditions: ['source', 'module', 'browser', mode === 'development' ? 'development' : 'production'] },
  // Bundling everything keeps the build's own server pass away from a hoisted older cookie package.
  ssr: { noExternal: true, resolve: { conditions: ['source'] } },
  build: { cssTarget: ['chrome123', 'firefox120', 'safari17.5'], reportCompressedSize: false },
  server: { proxy: { '/api': process.env['FINEPRINT_API'] ?? 'http://127.0.0.1:3000' } },
}));
