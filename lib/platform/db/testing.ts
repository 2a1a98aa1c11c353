/**
 * A database and an environment of its own for each test file, on whichever kind the test project provides: PGlite in
 * a temporary DATA_DIR, or a fresh database on the PostgreSQL server. Files run in parallel and never meet.
 */

import { randomBytes } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { z } from 'zod';
import { log } from '@/lib/log';
import type { StaffRole, StaffScope } from '@/lib/platform/auth/scope';
import { emailKey } from '@/lib/platform/input/email-address';
import { toSortKey } from '@/lib/platform/input/text-keys';
import { requireLocal } from '@/testing/postgres';
import type {} from '@/testing/provided-context';
import { runFolder, temporaryFolder } from '@/testing/run-folder';
import { type EmulatorAddress, startEmulator } from '@/testing/start-emulator';
import { type DatabaseOptions, getDb, openDatabase } from './client';
import { toCustomerKeys } from './customer-keys';
import { customers } from './schema/customers';
import { invites } from './schema/invites';
import { users } from './schema/users';

interface Options {
  /** An emulator for this file alone; needed by tests that order faults, reset it or count its requests. */
  readonly ownEmulator?: boolean;
  /** More environment variables, set before anything reads them. */
  readonly env?: Readonly<Record<string, string>>;
  /** One of `databaseLocales()`, for promises that hold in databases of every locale. */
  readonly locale?: DatabaseLocale;
}

const LOCALES = {
  C: "locale 'C'",
  'C.UTF-8': "locale 'C.UTF-8'",
  'tr-TR': "locale_provider icu icu_locale 'tr-TR' locale 'C.UTF-8'",
} as const;
export type DatabaseLocale = keyof typeof LOCALES;

/** The embedded database has but one. */
export function databaseLocales(): readonly DatabaseLocale[] {
  return inject('database').kind === 'pglite' ? ['C.UTF-8'] : ['C', 'C.UTF-8', 'tr-TR'];
}

export interface TestDatabase {
  readonly kind: 'pglite' | 'postgres';
  /** For opening the same database a second time. Known once the tests run. */
  options(): DatabaseOptions;
  /** Where the emulator is. Known once the tests run. */
  emulator(): EmulatorAddress;
}

/** Call at the top of a test file or of a `describe`. */
export function setUpDatabase({ ownEmulator = false, env = {}, locale = 'C.UTF-8' }: Options = {}): TestDatabase {
  const provided = inject('database');
  let place: Place | undefined;
  let address: EmulatorAddress | undefined;
  const stops: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    log.level = 'silent';
    const emulator = ownEmulator ? await startEmulator() : null;
    if (emulator) stops.push(emulator.stop);
    address = emulator ?? inject('emulator');
    const { url, smtpUrl, accessKey, secretKey } = address;
    place =
      provided.kind === 'pglite'
        ? await makeFolder(provided.template)
        : await makeDatabase(
            provided.url,
            locale === 'C.UTF-8' ? `template ${provided.template}` : newDatabase(locale),
          );
    stops.push(place.remove);
    setEnvironment({
      DATA_DIR: place.options.dataDir,
      DATABASE_URL: place.options.databaseUrl ?? '',
      ONEMONEY_BASE_URL: url,
      ONEMONEY_ACCESS_KEY: accessKey,
      ONEMONEY_SECRET_KEY: secretKey,
      SMTP_URL: smtpUrl,
      ...env,
    });
    // The environment is read once in a file, and a second database of the same file would not be found by it.
    Object.assign(globalThis, { portalDatabase: openDatabase(place.options) });
    await getDb();
  });
  afterAll(async () => {
    await closeForGood();
    for (const stop of stops.reverse()) await stop();
  });
  return { kind: provided.kind, options: () => known(place).options, emulator: () => known(address) };
}

/** Work that a test left behind must not open the database again: its folder is removed next. */
async function closeForGood(): Promise<void> {
  const holder = globalThis as typeof globalThis & { portalDatabase?: ReturnType<typeof openDatabase> };
  const opening = holder.portalDatabase;
  holder.portalDatabase = Promise.reject(new Error('The tests of this file are over.'));
  holder.portalDatabase.catch(() => undefined);
  await (await opening?.catch(() => undefined))?.close();
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Known only while the tests run, not while they are collected.');
  return value;
}

interface Place {
  readonly options: DatabaseOptions;
  remove(): Promise<unknown>;
}

async function makeFolder(template: string): Promise<Place> {
  const dataDir = temporaryFolder('data');
  await cp(template, path.join(dataDir, 'database', 'pglite'), { recursive: true });
  return {
    options: { databaseUrl: null, dataDir },
    remove: () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }),
  };
}

function newDatabase(locale: DatabaseLocale): string {
  return `template template0 encoding 'UTF8' ${LOCALES[locale]}`;
}

async function makeDatabase(serverUrl: string, from: string): Promise<Place> {
  requireLocal(serverUrl);
  const name = `portal_test_${randomBytes(8).toString('hex')}`;
  // Its file system copies faster than the server's log could record every block.
  await onServer(serverUrl, (client) => client.query(`create database ${name} ${from} strategy file_copy`));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    options: { databaseUrl: url.href, dataDir: path.join(runFolder(), 'no-such-folder') },
    remove: () => onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

async function onServer(url: string, run: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
}

function setEnvironment(more: Readonly<Record<string, string>>): void {
  Object.assign(process.env, {
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: randomBytes(33).toString('base64'),
    ONEMONEY_AUTH: 'hmac',
    // Short, because tests wait for it where upstream is made to fall silent.
    ONEMONEY_TIMEOUT_MS: '2000',
    ONEMONEY_LINK_HOSTS: '',
    ONEMONEY_REQUESTS_PER_SECOND: '1000',
    ONEMONEY_BURST: '1000',
    ONEMONEY_REJECTED_REENTRY: '',
    LOG_LEVEL: 'silent',
    DEMO_PASSWORD: '',
    ...more,
  });
}

const rowsAnswer = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });

/** Plain SQL, for looking where the portal's own reads do not look. */
export async function query(text: string): Promise<Record<string, unknown>[]> {
  const db = await getDb();
  return rowsAnswer.parse(await db.execute(sql.raw(text))).rows;
}

async function tableNames(): Promise<string[]> {
  const rows = await query(
    "select tablename from pg_tables where schemaname = 'public' and tablename <> 'portal_migrations' order by tablename",
  );
  return rows.map((row) => `"${String(row.tablename)}"`);
}

/** Everything the database holds, as text: to prove that something is stored nowhere. */
export async function dumpDatabase(): Promise<string> {
  const tables = await tableNames();
  const dumps = await Promise.all(tables.map((table) => query(`select row_to_json(t)::text as line from ${table} t`)));
  return dumps.flatMap((rows) => rows.map((row) => String(row.line))).join('\n');
}

/**
 * Empties all tables, the append-only ones included. By `delete` and only where there is something: `truncate` makes
 * new files for every table, which takes longer than most tests.
 */
const EMPTY = sql.raw(`do $$
  declare entry record; is_filled boolean;
  begin
    -- Triggers of the application do not fire for a replica, so the audit log lets itself be emptied, here only.
    set local session_replication_role = replica;
    for entry in select tablename from pg_tables where schemaname = 'public' and tablename <> 'portal_migrations' loop
      execute format('select exists(select 1 from %I)', entry.tablename) into is_filled;
      if is_filled then execute format('delete from %I', entry.tablename); end if;
    end loop;
    for entry in select sequencename from pg_sequences where schemaname = 'public' and last_value is not null loop
      execute format('alter sequence %I restart', entry.sequencename);
    end loop;
  end $$`);

export async function emptyDatabase(): Promise<void> {
  await (await getDb()).execute(EMPTY);
}

type Keys = 'emailKey' | 'searchText' | 'sortName';

/** Customers as they would be after a while, without the steps that led there. */
export async function insertCustomers(rows: readonly Omit<typeof customers.$inferInsert, Keys>[]): Promise<void> {
  const db = await getDb();
  for (let from = 0; from < rows.length; from += 500)
    await db.insert(customers).values(rows.slice(from, from + 500).map((row) => ({ ...row, ...toCustomerKeys(row) })));
}

/** Invites without links and mails. */
export async function insertInvites(rows: readonly Omit<typeof invites.$inferInsert, Keys>[]): Promise<void> {
  const db = await getDb();
  for (let from = 0; from < rows.length; from += 500)
    await db
      .insert(invites)
      .values(rows.slice(from, from + 500).map((row) => ({ ...row, emailKey: emailKey(row.email) })));
}

/** A member of staff with a row of their own, signed in as far as use cases can tell. */
export async function makeStaff(role: StaffRole = 'operator'): Promise<StaffScope> {
  const id = crypto.randomUUID();
  const email = `${role}.${id}@staff.example`;
  const db = await getDb();
  const name = `The ${role}`;
  await db.insert(users).values({ id, email, name, sortName: toSortKey(name), role });
  return { kind: 'staff', userId: id, sessionId: `session-of-${id}`, role, email, name };
}
