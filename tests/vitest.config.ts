import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const resolve = { conditions: ['source'] };
// Global set-up runs in Vitest's own environment, which inherits neither of the others.
const source = { resolve, ssr: { resolve }, environments: { __vitest__: { resolve } } };

export default defineConfig({
  root,
  test: {
    projects: [
      { ...source, test: { name: 'unit', root, include: ['tests/unit/**/*.test.ts'] } },
      {
        plugins: [svelte({ configFile: false }), svelteTesting()],
        resolve: { conditions: ['source', 'browser'] },
        test: { name: 'console', root, environment: 'jsdom', include: ['tests/console/**/*.test.ts'] },
      },
      { ...source, test: { name: 'vectors', root, include: ['tests/vectors/**/*.test.ts'], testTimeout: 30_000 } },
      {
        ...source,
        test: {
          name: 'integration',
          root,
          include: ['tests/integration/**/*.test.ts', 'tests/faults/**/*.test.ts'],
          globalSetup: ['tests/support/database-cluster.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...source,
        test: {
          name: 'e2e',
          root,
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/database-cluster.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
