import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { getDb, type OpenDatabase, openDatabase } from './client';
import { runMigrations } from './run-migrations';
import { users } from './schema/users';
import { query, setUpDatabase } from './testing';

const database = setUpDatabase();
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const names = async (schema: string) =>
  (await query(`select tablename from pg_tables where schemaname = '${schema}'`)).map((row) => row.tablename);
const value = async (open: OpenDatabase, text: string) => {
  const { rows } = (await open.db.execute(sql.raw(text))) as unknown as { rows: Record<string, unknown>[] };
  return Object.values(rows[0] ?? {})[0];
};

/** The journal that every other program with drizzle keeps. */
async function makeDrizzleJournal(rows: readonly number[]): Promise<void> {
  await query('create schema drizzle');
  cleanUps.push(() => query('drop schema drizzle cascade'));
  await query(
    'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  for (const row of rows)
    await query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${row})`);
}

describe.runIf(inject('database').kind === 'postgres')('a role of the database that is no superuser', () => {
  let role = '';
  /** Opens the database of this file as the role. */
  const open = async () => {
    const url = new URL(database.options().databaseUrl ?? '');
    url.username = role;
    const opened = await openDatabase({ databaseUrl: url.href, dataDir: '' });
    cleanUps.push(() => opened.close());
    return opened;
  };
  beforeEach(async () => {
    role = `portal_role_${randomBytes(6).toString('hex')}`;
    await query(`create role ${role} login`);
    cleanUps.push(async () => {
      await query(`drop owned by ${role} cascade`);
      await query(`drop role ${role}`);
    });
  });

  async function mayUseTables(): Promise<void> {
    await query(`grant select, insert, update, delete on all tables in schema public to ${role}`);
  }

  test('needs no right to create anything where nothing is to be done', async () => {
    await mayUseTables();
    expect((await open()).migrations.applied).toBe(0);
  });

  test('needs one schema, which its search path may name, for a portal of its own', async () => {
    await query(`create schema ${role} authorization ${role}`);
    await query(`create schema ${role}_pgboss authorization ${role}`);
    await query(`alter role ${role} set search_path = ${role}`);
    const { total } = await runMigrations(await getDb());
    const inPublic = await names('public');

    const first = await open();
    expect(first.migrations).toEqual({ total, applied: total });
    expect((await names(role)).sort()).toEqual(inPublic.sort());
    expect(first.jobs).toMatchObject({ schema: `${role}_pgboss`, createSchema: false });
    expect((await open()).migrations).toEqual({ total, applied: 0 });

    await first.db
      .insert(users)
      .values({ id: role, email: `${role}@partner.example`, name: 'A', sortName: 'a', role: 'admin' });
    expect(await query(`select id from public.users where id = '${role}'`)).toEqual([]);
  });

  test('is told when its search path leads nowhere', async () => {
    await query(`alter role ${role} set search_path = no_such_schema`);
    await expect(open()).rejects.toThrow('names no schema that exists');
  });

  test('may have any form of dates and any isolation as its default', async () => {
    await mayUseTables();
    const defaults = {
      datestyle: 'German, DMY',
      timezone: 'Asia/Tokyo',
      intervalstyle: 'sql_standard',
      default_transaction_isolation: 'serializable',
      standard_conforming_strings: 'off',
    };
    for (const [name, setting] of Object.entries(defaults))
      await query(`alter role ${role} set ${name} = '${setting}'`);
    const opened = await open();
    const createdAt = new Date('2026-11-30T23:59:58.123Z');
    await opened.db
      .insert(users)
      .values({ id: role, email: `${role}@partner.example`, name: 'A', sortName: 'a', role: 'admin', createdAt });
    expect(await opened.db.select({ createdAt: users.createdAt }).from(users)).toEqual([{ createdAt }]);
    expect(await value(opened, "select interval '90 minutes'::text")).toBe('01:30:00');
    expect(await value(opened, String.raw`select length('\n')`)).toBe(2);
    expect(await value(opened, 'show transaction isolation level')).toBe('read committed');

    const { jobs } = opened;
    if ('pglite' in jobs) throw new Error('Not on PostgreSQL.');
    const pool = new pg.Pool({ ...jobs, max: 1 });
    cleanUps.push(() => pool.end());
    expect((await pool.query('show datestyle')).rows).toEqual([{ DateStyle: 'ISO, MDY' }]);
  });
});

describe('the list of applied migrations', () => {
  /** Two migrations in a folder, the first of which made the table by which a portal is known. */
  async function makeMigrations(): Promise<string> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'partner-portal-migrations-'));
    cleanUps.push(() => rm(folder, { recursive: true }));
    await mkdir(path.join(folder, 'meta'));
    const entries = [
      { idx: 0, version: '7', when: 1_000, tag: 'first', breakpoints: true },
      { idx: 1, version: '7', when: 2_000, tag: 'second', breakpoints: true },
    ];
    await writeFile(path.join(folder, 'meta', '_journal.json'), JSON.stringify({ dialect: 'postgresql', entries }));
    await writeFile(path.join(folder, 'first.sql'), 'create table customers (id text);');
    await writeFile(path.join(folder, 'second.sql'), 'create table "public"."seconds" (id text);');
    return folder;
  }

  /** In a schema of its own, away from the portal's tables. */
  async function inOwnSchema(schema: string, act: (migrate: () => ReturnType<typeof runMigrations>) => Promise<void>) {
    const folder = await makeMigrations();
    await query(`create schema ${schema}`);
    cleanUps.push(() => query(`drop schema ${schema} cascade`));
    const db = await getDb();
    await act(() =>
      db.transaction(async (tx) => {
        await tx.execute(sql.raw(`set local search_path = ${schema}, public`));
        return runMigrations(tx, folder);
      }),
    );
  }

  test('is not mistaken for that of another program, or of a portal in another schema', async () => {
    await inOwnSchema('beside_others', async (migrate) => {
      await makeDrizzleJournal([1_000, 9_999_999_999_999]);
      expect(await migrate()).toEqual({ total: 2, applied: 2 });
      expect(await query('select count(*)::int as rows from drizzle.__drizzle_migrations')).toEqual([{ rows: 2 }]);
    });
  });
});
