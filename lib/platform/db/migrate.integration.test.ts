import { describe, expect, test } from 'vitest';
import { insertAudit } from '@/lib/platform/audit/audit.writes';
import { requireLocal } from '@/testing/postgres';
import { closeDatabase, getDb, openDatabase, database as openedDatabase } from './client';
import { query, setUpDatabase } from './testing';

const database = setUpDatabase();

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

describe('the audit audit log', () => {
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
