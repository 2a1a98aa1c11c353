import 'server-only';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { log } from '@/lib/log';
import type { ListenCallbacks, OpenDatabase } from './client';
import { countMigrations } from './count-migrations';
import { migrationsFolder } from './migrations-folder';
import { tables } from './schema/tables';

/** Any fixed number: processes that start together take turns migrating. */
const MIGRATION_LOCK = 717_010;

/** The server ends a query that takes longer. */
const STATEMENT_MS = 10_000;
/** By then even its refusal should have arrived: the network swallows everything, and nobody says so. */
const ANSWER_MS = 12_000;
const CONNECT_MS = 5_000;
const PULSE_MS = 10_000;
/** Compiling a query takes the server longer than any of ours takes to run. */
const NO_JIT = '-c jit=off';

/** Opens a pool on PostgreSQL. A server that is away, hangs or cannot be reached fails a query instead of hanging it. */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const migrations = await migrateAlone(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: ANSWER_MS,
    application_name: 'partner-portal',
    options: NO_JIT,
  });
  // Without a listener, an idle connection that the server closes would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  pool.on('connect', (client) => {
    // The same for one that breaks while it is in use; whoever uses it learns it from their query.
    client.on('error', (error) => log.warn({ err: error }, 'a database connection was lost in use'));
    giveBackWhenBeginFails(client);
  });
  return {
    kind: 'postgres',
    db: drizzle(pool, { schema: tables }),
    migrations,
    jobs: { connectionString: url },
    listen: (channel, callbacks) => listen(url, channel, callbacks),
    close: () => pool.end(),
  };
}

/**
 * drizzle takes a connection, begins, and only then sees to it that the connection is given back. When `begin` itself
 * fails, because the server has just gone, the pool would be one connection poorer for ever.
 */
function giveBackWhenBeginFails(client: pg.PoolClient): void {
  const query: (...args: unknown[]) => unknown = client.query.bind(client);
  const watched = (...args: unknown[]) => {
    const answer = query(...args);
    if (isBegin(args[0]) && answer instanceof Promise) answer.catch(() => client.release(true));
    return answer;
  };
  Object.assign(client, { query: watched });
}

function isBegin(given: unknown): boolean {
  const text = typeof given === 'object' && given !== null && 'text' in given ? given.text : given;
  return typeof text === 'string' && /^begin\b/i.test(text);
}

/** On a connection without time limits: a large table, or waiting for the process that migrates, may take long. */
async function migrateAlone(url: string): Promise<OpenDatabase['migrations']> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'partner-portal migrations',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  client.on('error', (error) => log.warn({ err: error }, 'the connection for migrations was lost'));
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const db = drizzle(client, { schema: tables });
    const before = await countMigrations(db);
    await migrate(db, { migrationsFolder: migrationsFolder() });
    const total = await countMigrations(db);
    return { total, applied: total - before };
  } finally {
    // Ending the connection also frees the lock, whatever state the session is in.
    await client.end().catch(() => {});
  }
}

/** A connection of its own: notifications only reach the connection that listens, so it cannot come from the pool. */
async function listen(
  url: string,
  channel: string,
  { onMessage, onLost }: ListenCallbacks,
): Promise<() => Promise<void>> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'partner-portal changes',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
  });
  let isOver = false;
  // Lost is told once, and only to those who were told that it was open.
  const end = ({ isLost }: { readonly isLost: boolean }) => {
    clearInterval(pulse);
    if (isLost && !isOver) onLost();
    isOver = true;
  };
  // Whoever only listens never learns that the other end has silently gone.
  const pulse = setInterval(() => {
    client.query('select 1').catch(() => {
      end({ isLost: true });
      void client.end().catch(() => {});
    });
  }, PULSE_MS).unref();
  client.on('notification', ({ payload }) => onMessage(payload ?? ''));
  client.on('error', () => end({ isLost: true }));
  client.on('end', () => end({ isLost: true }));
  try {
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    end({ isLost: false });
    void client.end().catch(() => {});
    throw error;
  }
  return async () => {
    end({ isLost: false });
    await client.end();
  };
}
