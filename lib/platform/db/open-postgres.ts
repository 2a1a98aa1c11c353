import 'server-only';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { log } from '@/lib/log';
import type { ListenCallbacks, OpenDatabase } from './database';
import { migrationsFolder } from './migrations-folder';
import { runMigrations } from './run-migrations';
import { tables } from './schema/tables';
import { withSettings } from './session-settings';

/** The server ends a query that takes longer. */
const STATEMENT_MS = 10_000;
/** By then even a refusal should have arrived: the network swallows everything without a sign. */
const ANSWER_MS = 12_000;
const CONNECT_MS = 5_000;
const PULSE_MS = 10_000;

/** Opens a pool on PostgreSQL. A server that is away, hangs or cannot be reached fails a query instead of hanging it. */
export async function openPostgres(url: string): Promise<OpenDatabase> {
  const { migrations, jobs } = await migrateAlone(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: ANSWER_MS,
    application_name: 'partner-portal',
    onConnect: withSettings({ statement_timeout: String(STATEMENT_MS) }),
  });
  // Without a listener, an idle connection that the server closes would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  pool.on('connect', (client) => {
    // The same for one that breaks while in use; its user learns it from the query.
    client.on('error', (error) => log.warn({ err: error }, 'a database connection was lost in use'));
    giveBackWhenBeginFails(client);
  });
  return {
    kind: 'postgres',
    db: drizzle(pool, { schema: tables }),
    migrations,
    jobs: { connectionString: url, onConnect: withSettings(), ...jobs },
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
    const result = query(...args);
    if (isBegin(args[0]) && result instanceof Promise) result.catch(() => client.release(true));
    return result;
  };
  Object.assign(client, { query: watched });
}

function isBegin(given: unknown): boolean {
  const text = typeof given === 'object' && given !== null && 'text' in given ? given.text : given;
  return typeof text === 'string' && /^begin\b/i.test(text);
}

/** A database with another encoding, such as `initdb --locale=C` makes, cuts letters into bytes or rejects some. */
async function requireUtf8(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  throw new Error(
    `The database has the encoding ${encoding}, and the portal needs UTF8: createdb --template=template0 --encoding=UTF8 NAME`,
  );
}

/** On a connection of its own, whose queries may take as long as they need. */
async function migrateAlone(url: string) {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'partner-portal migrations',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  client.on('error', (error) => log.warn({ err: error }, 'the connection for migrations was lost'));
  try {
    await client.connect();
    await requireUtf8(client);
    await withSettings()(client);
    const migrations = await runMigrations(drizzle(client, { schema: tables }), migrationsFolder());
    return { migrations, jobs: await findJobSchema(client) };
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * The job queue has a schema of its own beside the tables' schema, so that two portals in one database have two. A role
 * without the right may not even ask to create it, although it exists.
 */
async function findJobSchema(client: pg.Client) {
  const { rows } = await client.query<{ name: string; is_there: boolean }>(`
    select name, exists (select from pg_namespace where nspname = name) as is_there
    from (select case current_schema() when 'public' then 'pgboss' else current_schema() || '_pgboss' end as name)`);
  const { name = '', is_there: isThere = false } = rows[0] ?? {};
  // pg-boss takes a name without quotes for lower case, as PostgreSQL does.
  return { schema: /^[a-z_][a-z0-9_]*$/.test(name) ? name : pg.escapeIdentifier(name), createSchema: !isThere };
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
  // Calls onLost at most once, and only after listen() has succeeded.
  const end = ({ isLost }: { readonly isLost: boolean }) => {
    clearInterval(pulse);
    if (isLost && !isOver) onLost();
    isOver = true;
  };
  // A connection that only listens never notices that the other end has silently gone.
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
