import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase } from '@/lib/platform/db/client';
import { emptyDatabase, query, setUpDatabase } from '@/lib/platform/db/testing';
import { Emulator } from '@/testing/emulator';
import { runCollecting } from './child-process.mjs';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);
beforeEach(() => Promise.all([emptyDatabase(), emulator.reset()]));

/** Runs a command as `npm run` does. The embedded database belongs to one process, so ours lets go of it. */
async function run(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  await closeDatabase();
  const file = path.join('scripts', script);
  return runCollecting(process.execPath, ['scripts/run-ts.mjs', file, ...args], { env: { ...process.env, ...env } });
}

describe('migrate', () => {
  test('says that nothing is to do', async () => {
    const { code, output } = await run('migrate.ts', []);
    expect([code, output]).toEqual([0, expect.stringMatching(/^Nothing to do: .* has all \d+ migrations\.\n$/)]);
  });

  test.runIf(database.kind === 'postgres')(
    'makes everything, the job queue too, as a role that may create no schema',
    async () => {
      const role = `portal_role_${randomBytes(6).toString('hex')}`;
      await query(`create role ${role} login`);
      await query(`create schema ${role} authorization ${role}`);
      await query(`create schema ${role}_pgboss authorization ${role}`);
      const url = new URL(database.options().databaseUrl ?? '');
      url.username = role;
      url.searchParams.set('options', `-c search_path=${role}`);
      expect((await run('migrate.ts', [], { DATABASE_URL: url.href })).output).toMatch(
        /^Applied (\d+) of \1 migrations/,
      );
      const schemas = await query(`select distinct schemaname from pg_tables where tableowner = '${role}' order by 1`);
      expect(schemas).toEqual([{ schemaname: role }, { schemaname: `${role}_pgboss` }]);
      await query(`drop owned by ${role} cascade`);
      await query(`drop role ${role}`);
    },
  );

  test('names every problem of the environment and no value', async () => {
    const { code, output } = await run('migrate.ts', [], { APP_URL: '', AUTH_SECRET: 'too short' });
    expect(code).toBe(1);
    expect(output).toContain('APP_URL is missing');
    expect(output).toContain('AUTH_SECRET must be');
    expect(output).not.toContain('too short');
  });

  test('says in one line that the database is away, without its password', async () => {
    const { code, output } = await run('migrate.ts', [], { DATABASE_URL: 'postgres://me:hunter22@127.0.0.1:1/x' });
    expect([code, output]).toEqual([1, expect.stringMatching(/^This did not work: .*ECONNREFUSED.*\n$/)]);
    expect(output).not.toContain('hunter22');
  });
});

describe('staff', () => {
  test('adds a person, prints the password once, and leaves a line in the audit log', async () => {
    const { code, output } = await run('staff.ts', [
      'add',
      "Ada.O'Neil@Partner.example",
      '--role',
      'admin',
      '--name',
      'Ada L',
    ]);
    expect(code).toBe(0);
    const [, password = ''] = /Password, shown this once: (\S+)/.exec(output) ?? [];
    expect(password.length).toBeGreaterThanOrEqual(20);
    expect(output.split(password)).toHaveLength(2);
    expect(output.includes('the embedded database')).toBe(database.kind === 'pglite');
    expect(await query('select email, name, role, is_demo from users')).toEqual([
      { email: "ada.o'neil@partner.example", name: 'Ada L', role: 'admin', is_demo: false },
    ]);
    expect(await query('select act, actor_label, details from audit')).toEqual([
      {
        act: 'staff.added',
        actor_label: 'command line',
        details: { email: "ada.o'neil@partner.example", role: 'admin' },
      },
    ]);
  });

  test.each([
    [[]],
    [['add', 'nonsense', '--role', 'admin', '--name', 'A']],
    [['add', 'a..b@partner.example', '--role', 'admin', '--name', 'A']],
    [['add', 'a@partner.example', '--role', 'admin', '--name', 'A\u202eB']],
    [['add', 'a@partner.example', '--role', 'boss', '--name', 'A']],
    [['add', 'a@partner.example', '--role', 'admin']],
    [['add', 'a@partner.example', 'b@partner.example', '--role', 'admin', '--name', 'A']],
  ])('%j is answered with the usage', async (args) => {
    const { code, output } = await run('staff.ts', args);
    expect([code, output]).toEqual([2, expect.stringContaining('Usage: npm run staff')]);
  });
});

describe('seed', () => {
  test('makes the same customers in the emulator and in the portal, and only adds the second time', async () => {
    expect((await run('seed.ts', ['--customers', '12'])).output).toContain('added 12 to');
    expect((await run('seed.ts', ['--customers', '3'])).output).toContain('added 3 to');
    const upstream = await emulator.customers();
    const ours = await query('select upstream_id, status, company_name, observed_by from customers');
    expect(upstream).toHaveLength(15);
    for (const customer of upstream)
      expect(ours).toContainEqual({
        upstream_id: customer.id,
        status: customer.status,
        company_name: customer.companyName,
        observed_by: 'list',
      });
    expect(await query('select count(*)::int as count from observations')).toEqual([{ count: 15 }]);
    const flagged = "select count(*)::int as count from customers where jsonb_typeof(flagged_items) = 'null'";
    expect(await query(flagged)).toEqual([{ count: 0 }]);
  });

  test.each(['0', '1.5', '1000001'])('--customers %s is answered with the usage', async (count) => {
    expect(await run('seed.ts', [`--customers=${count}`])).toMatchObject({ code: 2 });
  });

  test('refuses everything that is not the emulator on this machine', async () => {
    const real = await run('seed.ts', ['--customers', '1'], { ONEMONEY_BASE_URL: 'https://api.sandbox.1money.com' });
    expect([real.code, real.output]).toEqual([1, expect.stringContaining('not on this machine')]);
    const other = await run('seed.ts', ['--customers', '1'], { ONEMONEY_ACCESS_KEY: 'ak_of_somebody_else' });
    expect([other.code, other.output]).toEqual([1, expect.stringContaining('another ONEMONEY_ACCESS_KEY')]);
    const nobody = await run('seed.ts', ['--customers', '1'], { ONEMONEY_BASE_URL: 'http://127.0.0.1:1' });
    expect([nobody.code, nobody.output]).toEqual([1, expect.stringContaining('npm run emulator')]);
  });
});
