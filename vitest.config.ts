import { createRequire } from 'node:module';
import path from 'node:path';
import { defineConfig, type UserWorkspaceConfig } from 'vitest/config';

const root = import.meta.dirname;

// Outside Next nothing sets the condition `react-server`, without which the marker package throws. Only the marker
// is replaced and not the condition set: under it React itself would lose what component tests need.
const serverOnly = path.join(path.dirname(createRequire(import.meta.url).resolve('server-only')), 'empty.js');

const shared: UserWorkspaceConfig = {
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${root}/` },
      { find: /^server-only$/, replacement: serverOnly },
    ],
  },
};

const slow = [
  '**/*.integration.test.{ts,tsx}',
  '**/*.upstream.test.ts',
  '**/*.command.test.mjs',
  '**/*.faults.test.ts',
  '**/*.security.test.ts',
];
const ignored = ['**/node_modules/**', '**/.next/**', '**/.test/**', '**/.data/**'];

function integration(database: 'pglite' | 'postgres'): UserWorkspaceConfig {
  return {
    ...shared,
    test: {
      name: `integration-${database}`,
      include: ['{lib,app,components,scripts}/**/*.integration.test.{ts,tsx}'],
      exclude: ignored,
      globalSetup: ['scripts/testing/integration-setup.mjs'],
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  };
}

export default defineConfig({
  test: {
    // Two cores: more workers only make each other slow, and time-outs with them.
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['{app,components,lib,scripts,bench}/**/*.test.{ts,tsx,mjs}', '*.test.ts'],
          exclude: [...ignored, ...slow],
          testTimeout: 20_000,
        },
      },
      {
        // The emulator is a package of its own: no alias of ours, and its pages are rendered by Hono, not React.
        oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
        test: {
          name: 'emulator',
          include: ['emulator/**/*.test.{ts,tsx}'],
          exclude: ignored,
          testTimeout: 20_000,
        },
      },
      {
        // After the build, because these start it.
        test: { name: 'commands', include: ['scripts/**/*.command.test.mjs'], exclude: ignored },
      },
      {
        ...shared,
        test: {
          name: 'faults',
          include: ['bench/soak/**/*.faults.test.ts'],
          exclude: ignored,
          globalSetup: ['scripts/testing/faults-setup.mjs'],
          testTimeout: 240_000,
        },
      },
      {
        // Plain HTTP against one production portal, which all its files share.
        ...shared,
        test: {
          name: 'security',
          include: ['scripts/security/**/*.security.test.ts'],
          exclude: ignored,
          globalSetup: ['scripts/testing/security-setup.mjs'],
          testTimeout: 60_000,
        },
      },
      integration('pglite'),
      integration('postgres'),
      {
        ...shared,
        test: {
          name: 'upstream',
          include: ['lib/onemoney/**/*.upstream.test.ts'],
          exclude: ignored,
          globalSetup: ['scripts/testing/upstream-setup.mjs'],
          testTimeout: 60_000,
          // One real credential pair has one rate limit.
          fileParallelism: false,
        },
      },
    ],
  },
});
