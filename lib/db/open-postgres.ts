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

/** Opens a pool on PostgreSQL. A dead server fails a query after 5 s instead of hanging it. */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    application_name: 'partner-portal',
  });
  // Without a listener, an idle connection that the server closes would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  let migrations: OpenDatabase['migrations'];
  try {
    migrations = await migrateAlone(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: 'postgres',
    db: drizzle(pool, { schema: tables }),
    migrations,
    jobs: { connectionString: url },
    listen: (channel, callbacks) => listen(url, channel, callbacks),
    close: () => pool.end(),
  };
}

async function migrateAlone(pool: pg.Pool): Promise<OpenDatabase['migrations']> {
  const client = await pool.connect();
  try {
    // A migration of a large table, or waiting for the process that runs it, may take longer than any query.
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const db = drizzle(client, { schema: tables });
    const before = await countMigrations(db);
    await migrate(db, { migrationsFolder: migrationsFolder() });
    const total = await countMigrations(db);
    return { total, applied: total - before };
  } finally {
    // Destroying the connection also frees the lock, whatever state the session is in.
    client.release(true);
  }
}

/** A connection of its own: notifications only reach the connection that listens, so it cannot come from the pool. */
async function listen(
  url: string,
  channel: string,
  { onMessage, onLost }: ListenCallbacks,
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url, application_name: 'partner-portal changes', keepAlive: true });
  let isClosing = false;
  const lose = () => {
    if (!isClosing) onLost();
  };
  client.on('notification', ({ payload }) => onMessage(payload ?? ''));
  client.on('error', lose);
  client.on('end', lose);
  await client.connect();
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return async () => {
    isClosing = true;
    await client.end();
  };
}
