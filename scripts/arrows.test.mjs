// @ts-check
/** Plants one bad file per rule in a small copy of the layout and expects the check to name rule and file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkArrows } from './arrows.mjs';
import { SOURCE_RULES } from './arrows-source-rules.mjs';
import { projectFolder } from './load-env-file.mjs';

const SERVER_ONLY = "import 'server-only';\n";

const { forbidden, MAY } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** A file of each kind that breaks nothing; the bad ones import these. */
const GOOD = {
  'app/page.tsx': "import { status } from '@/lib/kyb/status';\nexport default function Page() { return status; }\n",
  'components/ui/badge.tsx': "export const Badge = () => 'badge';\n",
  'components/lone/panel.tsx': "export { sample } from '@/lib/features/lone/rules';\n",
  'lib/kyb/status.ts': "export const status = 'INIT';\n",
  'lib/kyb/status.test.ts': "export const sample = 'INIT';\n",
  'lib/platform/db/client.ts': `${SERVER_ONLY}export type Database = { id: string };\nexport const database = 1;\n`,
  'lib/platform/db/column-values.ts': "export const STATES = ['open'];\n",
  'lib/features/lone/rules.ts': "export const sample = 'INIT';\n",
  'lib/features/lone/writes.ts': `${SERVER_ONLY}export { sql } from 'drizzle-orm';\nexport const save = 1;\n`,
  'lib/features/lone/start.ts': `${SERVER_ONLY}import { save } from './writes';\nexport const start = save;\n`,
  'lib/features/lone/actions.ts':
    "'use server';\nimport { start } from './start';\nexport const go = async () => start;\n",
  'lib/features/other/start.ts': `${SERVER_ONLY}export const start = 1;\n`,
  'lib/onemoney/client.ts': `${SERVER_ONLY}export const client = 1;\n`,
  'lib/jobs.ts': `${SERVER_ONLY}import { start } from '@/lib/features/lone/start';\nexport const jobs = [start];\n`,
  'lib/env.ts': `${SERVER_ONLY}export const name = process.env.NAME;\n`,
  'lib/log.ts': `${SERVER_ONLY}export const log = 1;\n`,
  'lib/result.ts': 'export const ok = 1;\n',
  'emulator/model.ts': 'export const model = 1;\n',
  'e2e/sign-in.spec.ts': "import 'playwright/test';\nexport const spec = 1;\n",
  'scripts/seed.ts': "import { start } from '../lib/features/lone/start';\nexport const seed = start;\n",
};

/** One feature that each feature of the table may not use. */
const BAD_FEATURES = Object.fromEntries(
  Object.keys(MAY).map((feature) => [
    `feature-${feature}`,
    { [`lib/features/${feature}/bad.ts`]: `${SERVER_ONLY}export { start } from '@/lib/features/other/start';\n` },
  ]),
);

/** Rule to the bad files that must be named with it. */
const BAD = {
  ...BAD_FEATURES,
  'feature-alone': {
    'lib/features/lone/bad.ts': `${SERVER_ONLY}export { start } from '@/lib/features/other/start';\n`,
    'components/lone/bad.tsx': "export type { start } from '@/lib/features/other/rules';\n",
    'lib/features/other/rules.ts': '',
  },
  'arrow-from-app': { 'app/bad/page.tsx': "export { jobs as default } from '@/lib/jobs';\n" },
  'arrow-from-components-base': { 'components/ui/bad.tsx': "export { sample } from '@/lib/features/lone/rules';\n" },
  'arrow-from-components': { 'components/lone/log.tsx': "export { log } from '@/lib/log';\n" },
  'arrow-from-features': { 'lib/features/lone/page.ts': `${SERVER_ONLY}export { default } from '@/app/page';\n` },
  'arrow-from-platform': {
    'lib/platform/jobs/bad.ts': `${SERVER_ONLY}export { client } from '@/lib/onemoney/client';\n`,
  },
  'arrow-from-kyb': { 'lib/kyb/bad.ts': "export { readFileSync } from 'node:fs';\n" },
  'arrow-from-onemoney': { 'lib/onemoney/bad.ts': "export { database } from '@/lib/platform/db/client';\n" },
  'arrow-from-composition': { 'lib/prune.ts': `${SERVER_ONLY}export { client } from '@/lib/onemoney/client';\n` },
  'arrow-from-env': { 'lib/env.test.ts': '', 'lib/env.ts': `${SERVER_ONLY}export { log } from './log';\n` },
  'arrow-from-log': { 'lib/log.ts': `${SERVER_ONLY}export { status } from './kyb/status';\n` },
  'arrow-from-leaves': { 'lib/result.ts': "export { z } from 'zod';\n" },
  'arrow-from-instrumentation': { 'instrumentation.ts': "export { client } from './lib/onemoney/client';\n" },
  'arrow-from-proxy': { 'proxy.ts': "export { start } from './lib/features/lone/start';\n" },
  'arrow-from-emulator': { 'emulator/bad.ts': "export { status } from '../lib/kyb/status';\n" },
  'arrow-from-e2e': { 'e2e/bad.spec.ts': "export { status } from '../lib/kyb/status';\n" },
  'arrow-from-emulator-bench': { 'bench/emulator.ts': "export { status } from '../lib/kyb/status';\n" },
  'arrow-from-commands': { 'scripts/bad.ts': "export { default } from '../app/page';\n" },
  'arrow-from-configs': { 'bad.config.ts': "export { status } from './lib/kyb/status';\n" },
  'components-see-rules-and-actions': {
    'components/lone/row.tsx': "export type { Database } from '@/lib/platform/db/client';\n",
    'components/lone/save.tsx': "export { save } from '@/lib/features/lone/writes';\n",
  },
  'rules-are-pure': { 'lib/features/lone/bad.rules.ts': "export { start } from './start';\n" },
  'pages-do-not-write': { 'app/writes/page.tsx': "export { save as default } from '@/lib/features/lone/writes';\n" },
  'actions-are-for-pages': { 'lib/features/lone/call.ts': `${SERVER_ONLY}export { go } from './actions';\n` },
  'sql-only-in-queries-and-writes': {
    'lib/features/lone/sql.ts': `${SERVER_ONLY}export { sql } from 'drizzle-orm';\n`,
  },
  'tests-stay-inside': { 'lib/kyb/bad.test.ts': "export { model } from '../../emulator/model';\n" },
  'emulator-and-e2e-know-nothing-of-ours': { 'emulator/bad.test.ts': "export { status } from '../lib/kyb/status';\n" },
  'tests-are-not-imported': { 'lib/kyb/uses-test.ts': "export { sample } from './status.test';\n" },
  'no-cycles': {
    'lib/kyb/chicken.ts': "import { egg } from './egg';\nexport const chicken = () => egg;\n",
    'lib/kyb/egg.ts': "import { chicken } from './chicken';\nexport const egg = () => chicken;\n",
  },
  resolvable: { 'lib/kyb/lost.ts': "export { nothing } from './missing';\n" },
  'no-development-package-in-production': { 'lib/kyb/dev.ts': "export { assert } from 'fast-check';\n" },
  place: { 'lib/loose.ts': 'export const loose = 1;\n', 'components/loose.tsx': 'export const loose = 1;\n' },
  'server-only-marker': { 'lib/features/lone/unmarked.ts': 'export const unmarked = 1;\n' },
  'process-env-only-in-env': {
    'lib/kyb/env-a.ts': 'export const a = process.env.A;\n',
    'lib/kyb/env-b.ts': 'const { env } = process;\nexport const b = env.B;\n',
    'components/ui/env-c.tsx': "export const c = globalThis.process['env'].C;\n",
  },
  'use-server-only-in-actions': {
    'lib/features/lone/endpoint.ts': `'use server';\n${SERVER_ONLY}export const endpoint = async () => 1;\n`,
    'lib/features/other/actions.ts': `${SERVER_ONLY}export const endpoint = async () => 1;\n`,
    'app/inline/page.tsx': "export default function Page() { async function act() { 'use server'; } return act; }\n",
  },
  'use-client-not-in-lib': { 'lib/kyb/client-side.ts': "'use client';\nexport const clientSide = 1;\n" },
  'no-download-attribute': {
    'app/file/page.tsx': 'export const link = <a href="/customers/export" download>All</a>;\n',
  },
  'forms-show-every-way-on': {
    'components/notes/plain-form.tsx':
      "import { useActionState } from 'react';\nexport const PlainForm = ({ action }) => useActionState(action, null)[0];\n",
  },
  'no-barrels': { 'components/ui/index.ts': "export { Badge } from './badge';\n" },
  'no-vague-folders': {
    'components/utils/format.ts': 'export const format = 1;\n',
    'lib/kyb/helpers.ts': 'export {};\n',
  },
  'no-bare-text': { 'components/ui/bare.tsx': 'export const Bare = ({ name }) => <p>Hello {name}</p>;\n' },
  'code-is-not-translated': { 'components/ui/code.tsx': 'export const Code = ({ id }) => <code>{id}</code>;\n' },
  'file-length': { 'lib/kyb/long.ts': 'export {};\n'.repeat(301), 'lib/kyb/long.test.ts': 'export {};\n'.repeat(501) },
};

const folders = /** @type {string[]} */ ([]);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Inside the project, so that packages resolve as they do for the real tree. @param {Record<string, string>} files */
function plant(files) {
  const base = path.join(projectFolder, '.test');
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(path.join(base, 'arrows-'));
  folders.push(folder);
  const extra = {
    'package.json': JSON.stringify({
      dependencies: { 'drizzle-orm': '1', next: '1', 'server-only': '1', zod: '1' },
      devDependencies: { 'fast-check': '1', playwright: '1' },
    }),
    // `baseUrl`: without it the alias is resolved from the folder the tests run in.
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        baseUrl: '.',
        module: 'esnext',
        moduleResolution: 'bundler',
        jsx: 'react-jsx',
        paths: { '@/*': ['./*'] },
      },
    }),
  };
  for (const [name, text] of Object.entries({ ...files, ...extra })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

describe('the arrows check', () => {
  it('accepts a tree that keeps every rule, and has looked at all of it', async () => {
    const { moduleCount, violations } = await checkArrows(plant(GOOD));
    expect(violations).toEqual([]);
    expect(moduleCount).toBe(Object.keys(GOOD).length);
  });

  it('names the rule and the file for one planted offence per rule', async () => {
    const { violations } = await checkArrows(plant(Object.assign({}, GOOD, ...Object.values(BAD))));
    for (const [rule, files] of Object.entries(BAD)) {
      const named = violations.filter((violation) => violation.rule === rule).map((violation) => violation.where);
      for (const [file, text] of Object.entries(files))
        if (text !== '')
          expect(
            named.some((where) => where.split(' → ').includes(file)),
            `${rule} names ${file}`,
          ).toBe(true);
    }
  });

  it('fails loudly when the cruiser saw nothing', async () => {
    const blind = async () => ({ output: { modules: [], summary: { violations: [] } }, exitCode: 0 });
    const { violations } = await checkArrows(plant(GOOD), { cruiser: /** @type {never} */ (blind) });
    expect(violations.filter(({ rule }) => rule === 'cruised')).toHaveLength(Object.keys(GOOD).length);
  });

  it('has a planted offence for every rule there is', () => {
    const rules = [...forbidden, ...SOURCE_RULES].map((/** @type {{ name: string }} */ rule) => rule.name);
    expect(Object.keys(BAD).sort()).toEqual([...rules, 'place'].sort());
  });

  it('knows a table of features without a circle', () => {
    const visit = (/** @type {string} */ feature, /** @type {readonly string[]} */ way) => {
      expect(way, `a circle: ${[...way, feature].join(' → ')}`).not.toContain(feature);
      for (const next of MAY[feature] ?? []) visit(next, [...way, feature]);
    };
    for (const feature of Object.keys(MAY)) visit(feature, []);
  });
});
