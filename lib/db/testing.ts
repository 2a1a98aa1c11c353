/**
 * A database and an environment of its own for each test file, on whichever kind the test project provides: PGlite in
 * a temporary DATA_DIR, or a fresh database on the PostgreSQL server. Files run in parallel and never meet.
 */
import { emailKey } from '@/lib/email-address';
import '@/scripts/testing/provided-context';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { z } from 'zod';
import { log } from '@/lib/log';
import type { StaffRole, StaffScope } from '@/lib/scope';
import { toSortKey } from '@/lib/text-keys';
import { startEmulator } from '@/scripts/testing/emulator.mjs';
import { closeDatabase, type DatabaseOptions, getDb, openDatabase } from './client';
import { toCustomerKeys } from './customer-keys';
import { customers } from './schema/customers';
import { invites } from './schema/invites';
import { users } from './schema/users';

interface Options {
  /** An emulator for this file alone; needed by tests that order faults, reset it or count its requests. */
  readonly ownEmulator?: boolean;
  /** Further variables of the environment, before anything reads it. */
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
  /** The address of the emulator. Known once the tests run. */
  emulatorUrl(): string;
}

/** Call at the top of a test file or of a `describe`. */
export function setUpDatabase({ ownEmulator = false, env = {}, locale = 'C.UTF-8' }: Options = {}): TestDatabase {
  const provided = inject('database');
  let place: Place | undefined;
  let emulatorUrl: string | undefined;
  const stops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    log.level = 'silent';
    const emulator = ownEmulator ? await startEmulator() : null;
    if (emulator) stops.push(emulator.stop);
    const { url, smtpUrl, accessKey, secretKey } = emulator ?? inject('emulator');
    emulatorUrl = url;
    place = provided.kind === 'pglite' ? await makeFolder() : await makeDatabase(provided.url, locale);
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
    await closeDatabase();
    for (const stop of stops.reverse()) await stop();
  });
  return { kind: provided.kind, options: () => known(place).options, emulatorUrl: () => known(emulatorUrl) };
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Known only while the tests run, not while they are collected.');
  return value;
}

interface Place {
  readonly options: DatabaseOptions;
  remove(): Promise<void>;
}

async function makeFolder(): Promise<Place> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'partner-portal-test-'));
  await cp(await emptyCluster(), path.join(dataDir, 'database', 'pglite'), { recursive: true });
  return {
    options: { databaseUrl: null, dataDir },
    remove: () => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Making a cluster takes seconds of computing, copying one takes none. It holds no table: each file migrates its own. */
export async function emptyCluster(): Promise<string> {
  const manifest = await readFile(path.join('node_modules', '@electric-sql', 'pglite', 'package.json'), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
  const folder = path.join(process.cwd(), '.test', `pglite-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(path.dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  await (await PGlite.create({ dataDir: draft })).close();
  // Another worker may have been faster; either result will do.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
}

async function makeDatabase(serverUrl: string, locale: DatabaseLocale): Promise<Place> {
  requireLocal(serverUrl);
  const name = `portal_test_${randomBytes(8).toString('hex')}`;
  await onServer(serverUrl, async (client) => {
    const answer = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    // Like the embedded database: letters are compared by code point, and known in every script.
    const isBuiltIn = locale === 'C.UTF-8' && (answer.rows[0]?.version ?? 0) >= 170_000;
    const rules = isBuiltIn ? "locale_provider builtin builtin_locale 'C.UTF-8' locale 'C.UTF-8'" : LOCALES[locale];
    await client.query(`create database ${name} template template0 encoding 'UTF8' ${rules}`);
  });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    options: { databaseUrl: url.href, dataDir: path.join(os.tmpdir(), 'partner-portal-no-such-folder') },
    remove: () =>
      onServer(serverUrl, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** Tests create, empty and drop databases; they must never meet somebody's real one. */
export function requireLocal(databaseUrl: string): void {
  const { hostname } = new URL(databaseUrl);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    throw new Error('Tests refuse a database server that is not on this machine.');
}

async function onServer(url: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await act(client);
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

/** Everything the database holds, as text: for proving that something stands nowhere. */
export async function dumpDatabase(): Promise<string> {
  const tables = await tableNames();
  const dumps = await Promise.all(tables.map((table) => query(`select row_to_json(t)::text as line from ${table} t`)));
  return dumps.flatMap((rows) => rows.map((row) => String(row.line))).join('\n');
}

/** Empties all tables, the append-only ones included. */
export async function emptyDatabase(): Promise<void> {
  const tables = await tableNames();
  const db = await getDb();
  await db.transaction(async (tx) => {
    // Triggers of the application do not fire for a replica, so the audit trail lets itself be emptied, here only.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql.raw(`truncate ${tables.join(', ')} restart identity cascade`));
  });
}

type Keys = 'emailKey' | 'searchText' | 'sortName';

/** Customers as they would stand there after a while, without the way they came. */
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

/** A member of staff with a row of their own, signed in as far as services can tell. */
export async function makeStaff(role: StaffRole = 'operator'): Promise<StaffScope> {
  const id = crypto.randomUUID();
  const email = `${role}.${id}@staff.example`;
  const db = await getDb();
  const name = `The ${role}`;
  await db.insert(users).values({ id, email, name, sortName: toSortKey(name), role });
  return { kind: 'staff', userId: id, sessionId: `session-of-${id}`, role, email, name };
}
