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

/** Bounds for a hang: on a busy machine everything takes many times as long, and no test fails for that. */
const HANG = { testTimeout: 300_000, hookTimeout: 300_000 };
/** Tests without a process of their own share the workers: loading every module anew took longer than the tests. */
const IN_PROCESS = { ...HANG, pool: 'threads', isolate: false } as const;

const slow = [
  '**/*.integration.test.{ts,tsx}',
  '**/*.upstream.test.ts',
  '**/*.command.test.{ts,mjs}',
  '**/*.faults.test.ts',
  '**/*.security.test.ts',
  '**/*.node.test.ts',
];
const exclude = ['**/node_modules/**', '**/.next/**', '**/.test/**', '**/.data/**'];

function integration(name: string, include: string[]): UserWorkspaceConfig {
  return { ...shared, test: { ...HANG, name, include, exclude, globalSetup: ['testing/setup-integration.ts'] } };
}

/** Opening and migrating: where the two databases differ most. */
const EMBEDDED = ['lib/platform/db/{migrate,open-pglite}.integration.test.ts'];
/** Claims, locks, text, time and jobs as well. What is in neither list asks no database anything of its own. */
const EMBEDDED_LONG = [
  'lib/platform/db/**/*.integration.test.ts',
  'lib/features/{customers,creation,imports,bulk,sync,onboarding}/*.integration.test.ts',
];

const ATTACKS = ['testing/security/{own-portal,reverse-proxy}.security.test.ts'];

export default defineConfig({
  test: {
    // Most tests wait for a server or a database most of the time: more of them than processors keep these busy.
    maxWorkers: 3,
    projects: [
      {
        ...shared,
        test: {
          ...IN_PROCESS,
          name: 'unit',
          include: ['{app,components,lib,scripts,bench,testing}/**/*.test.{ts,tsx,mjs}', '*.test.ts'],
          exclude: [...exclude, ...slow],
        },
      },
      {
        // The emulator is a package of its own: no alias of ours, and its pages are rendered by Hono, not React.
        oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
        test: { ...IN_PROCESS, name: 'emulator', include: ['emulator/**/*.test.{ts,tsx}'], exclude },
      },
      {
        ...shared,
        test: {
          ...HANG,
          name: 'commands',
          include: ['scripts/**/*.command.test.{ts,mjs}'],
          exclude,
          globalSetup: ['testing/setup-build.ts'],
        },
      },
      {
        ...shared,
        test: {
          ...HANG,
          name: 'node-versions',
          include: ['testing/**/*.node.test.ts'],
          exclude,
          globalSetup: ['testing/setup-build.ts'],
        },
      },
      {
        ...shared,
        test: {
          ...HANG,
          name: 'faults',
          include: ['{bench/soak,scripts}/**/*.faults.test.ts'],
          exclude,
          globalSetup: ['testing/setup-build.ts'],
        },
      },
      {
        // Plain HTTP against one production portal, which all its files share.
        ...shared,
        test: {
          ...HANG,
          name: 'security',
          include: ['testing/security/**/*.security.test.ts'],
          exclude: [...exclude, ...ATTACKS],
          globalSetup: ['testing/setup-security.ts'],
        },
      },
      {
        // The same with floods, made-up input, and real proxies: on portals of their own.
        ...shared,
        test: {
          ...HANG,
          // The full numbers of `npm run test:security` take longer than any hang.
          testTimeout: process.env.SECURITY_DEPTH === 'numbers' ? 3_600_000 : HANG.testTimeout,
          name: 'attacks',
          include: ATTACKS,
          exclude,
          globalSetup: ['testing/setup-security.ts'],
        },
      },
      integration('integration-postgres', ['{lib,app,components}/**/*.integration.test.{ts,tsx}']),
      integration('integration-pglite', ['{lib,app,components,scripts}/**/*.integration.test.{ts,tsx}']),
      integration('embedded', EMBEDDED),
      integration('embedded-long', EMBEDDED_LONG),
      // Each of them starts a process, which takes longer than what it does.
      integration('commands-postgres', ['scripts/**/*.integration.test.ts']),
      {
        ...shared,
        test: {
          ...HANG,
          name: 'upstream',
          include: ['lib/onemoney/**/*.upstream.test.ts'],
          exclude,
          globalSetup: ['testing/setup-upstream.ts'],
          // One real credential pair has one rate limit.
          fileParallelism: false,
        },
      },
    ],
  },
});
