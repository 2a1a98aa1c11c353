import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { insertAudit } from '@/lib/platform/audit/audit.writes';
import { requireLocal } from '@/testing/postgres';
import { closeDatabase, getDb, openDatabase, database as openedDatabase } from './client';
import { migrationsFolder } from './migrations-folder';
import { runMigrations } from './run-migrations';
import { query, setUpDatabase } from './testing';

const database = setUpDatabase();
const journalShape = z.looseObject({ entries: z.array(z.looseObject({ tag: z.string() })) });

describe('migrations', () => {
  test('apply to an empty database, and a second start changes nothing', async () => {
    const before = await query('select hash from portal_migrations order by created_at');
    expect(before.length).toBeGreaterThan(0);
    const tables = await query("select tablename from pg_tables where schemaname = 'public'");
    expect(tables.map((row) => row.tablename)).toEqual(expect.arrayContaining(['customers', 'audit', 'operations']));

    await closeDatabase();
    await getDb();
    expect(await query('select hash from portal_migrations order by created_at')).toEqual(before);
  });

  test.runIf(database.kind === 'postgres')('processes that start together take turns', async () => {
    for (const step of ['drop schema public cascade', 'create schema public']) await query(step);
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(database.options())));
    await Promise.all(opened.map((one) => one.close()));
    expect(opened).toHaveLength(4);
  });
});

describe('the audit trail', () => {
  test.each([
    "update audit set actor_label = 'somebody else'",
    'delete from audit',
    'truncate audit',
    'truncate audit cascade',
  ])('refuses: %s', async (statement) => {
    await insertAudit(null, await getDb(), { act: 'access.denied', outcome: 'refused' });
    const before = await query('select * from audit order by id');
    await expect(query(statement)).rejects.toMatchObject({ cause: { message: 'audit is append-only' } });
    expect(await query('select * from audit order by id')).toEqual(before);
  });
});

test('tests refuse a database server that is not on this machine', () => {
  expect(() => requireLocal('postgres://portal@db.partner.example/portal')).toThrow(/not on this machine/);
  expect(() => requireLocal('postgres://postgres@127.0.0.1:5432/postgres')).not.toThrow();
});

test('opening tells how many migrations there are and how many it applied', async () => {
  const first = (await openedDatabase()).migrations;
  expect(first.total).toBeGreaterThan(0);
  expect(first.applied).toBe(0);
  for (const step of ['drop schema public cascade', 'create schema public']) await query(step);
  await closeDatabase();
  expect((await openedDatabase()).migrations).toEqual({ total: first.total, applied: first.total });
});

test('a database of a version without keys gets them when it is opened', async () => {
  const keys = {
    customers: 'select email_key, search_text, sort_name, sort_owner from customers',
    invites: 'select email_key from invites order by id',
    users: 'select sort_name from users',
  };
  await makeOldDatabase('0008_import_files');
  await query(`insert into users (id, email, name, role) values ('u-1', 'i@x.example', 'İPEK', 'operator')`);
  await query(`insert into customers (id, upstream_id, email, company_name, owner_id)
    select 'c-' || n, 'UP-' || n, 'I' || n || '@X.Example', 'Straße ' || n, 'u-1' from generate_series(1, 2500) n`);
  await query(`insert into invites (id, customer_id, email, locale, created_by, expires_at)
    values ('i-1', 'c-1', 'A@X.Example', 'en', 'u-1', now()), ('i-2', 'c-1', 'B@X.Example', 'en', 'u-1', now())`);
  await closeDatabase();

  await getDb();
  const filled = await query(keys.customers);
  expect(filled).toHaveLength(2500);
  expect(filled).toContainEqual({
    email_key: 'i7@x.example',
    search_text: 'strasse 7 c-7 up-7\ni7@x.example',
    sort_name: 'strasse 7',
    sort_owner: '0ipek',
  });
  expect(await query(keys.invites)).toEqual([{ email_key: 'a@x.example' }, { email_key: 'b@x.example' }]);
  expect(await query(keys.users)).toEqual([{ sort_name: 'ipek' }]);
});

/** Empties the database and applies the migrations up to one of them, as a former version would have. */
async function makeOldDatabase(last: string): Promise<void> {
  for (const step of ['drop schema public cascade', 'create schema public']) await query(step);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'partner-portal-migrations-'));
  try {
    await cp(migrationsFolder(), folder, { recursive: true });
    const journalFile = path.join(folder, 'meta', '_journal.json');
    const journal = journalShape.parse(JSON.parse(await readFile(journalFile, 'utf8')));
    const entries = journal.entries.slice(0, journal.entries.findIndex(({ tag }) => tag === last) + 1);
    await writeFile(journalFile, JSON.stringify({ ...journal, entries }));
    await runMigrations(await getDb(), folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
