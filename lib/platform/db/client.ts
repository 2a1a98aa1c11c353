/**
 * The one database handle of a process: embedded PGlite in DATA_DIR by default, PostgreSQL with DATABASE_URL. Both
 * have the same schema and the same migrations, which are applied when the handle is first asked for.
 *
 * The handle lives on `globalThis`, because Next loads this file once for instrumentation, once for routes and again
 * after each hot reload, while PGlite allows a single instance per folder.
 */
import 'server-only';
import path from 'node:path';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import type { Db, OpenDatabase } from './database';
import { openPglite } from './open-pglite';
import { openPostgres } from './open-postgres';

export type { Db, OpenDatabase } from './database';

export interface DatabaseOptions {
  readonly databaseUrl: string | null;
  readonly dataDir: string;
}

/** Opens and migrates a database. Callers inside the portal use `getDb()`. */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.databaseUrl !== null) return openPostgres(options.databaseUrl);
  return openPglite(path.join(path.resolve(/* turbopackIgnore: true */ options.dataDir), 'database'));
}

const holder = globalThis as typeof globalThis & { portalDatabase?: Promise<OpenDatabase> | undefined };

/** Opens the database on first use. A failed opening is tried again on the next call, so an outage heals itself. */
export async function database(): Promise<OpenDatabase> {
  holder.portalDatabase ??= open();
  return holder.portalDatabase;
}

function open(): Promise<OpenDatabase> {
  const opening = openDatabase(env()).catch((error: unknown) => {
    // This handle may have been closed and another one opened meanwhile.
    if (holder.portalDatabase === opening) holder.portalDatabase = undefined;
    log.error({ err: error }, 'the database cannot be opened');
    throw error;
  });
  return opening;
}

export async function getDb(): Promise<Db> {
  return (await database()).db;
}

/** For a clean shutdown: no call may be under way. */
export async function closeDatabase(): Promise<void> {
  const opening = holder.portalDatabase;
  const open = await opening?.catch(() => undefined);
  if (holder.portalDatabase === opening) holder.portalDatabase = undefined;
  await open?.close();
}
