/**
 * The change feed: every process that shows customers hears which ones changed, whichever process changed them. Uses
 * PostgreSQL's NOTIFY, which PGlite has in process. A notification is sent with the transaction of the change, so a
 * rollback sends none.
 */
import 'server-only';
import { sql } from 'drizzle-orm';
import { type Db, database } from './client';

const CHANNEL = 'customer_changed';

export async function notifyChange(db: Db, customerId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${CHANNEL}, ${customerId})`);
}

type Listener = (customerId: string) => void;

const holder = globalThis as typeof globalThis & {
  portalChangeListeners?: Set<Listener>;
  portalChangeFeed?: Promise<() => Promise<void>> | undefined;
};

function listeners(): Set<Listener> {
  holder.portalChangeListeners ??= new Set();
  return holder.portalChangeListeners;
}

/** Calls back with the id of each customer that changes; returns how to stop. One feed serves a whole process. */
export async function subscribeToChanges(listener: Listener): Promise<() => void> {
  listeners().add(listener);
  holder.portalChangeFeed ??= openFeed().catch((error: unknown) => {
    holder.portalChangeFeed = undefined;
    throw error;
  });
  try {
    await holder.portalChangeFeed;
  } catch (error) {
    listeners().delete(listener);
    throw error;
  }
  return () => {
    listeners().delete(listener);
  };
}

async function openFeed(): Promise<() => Promise<void>> {
  const open = await database();
  return open.listen(CHANNEL, {
    onMessage: (customerId) => {
      for (const listener of listeners()) listener(customerId);
    },
    onLost: reopenSoon,
  });
}

const REOPEN_AFTER_MS = 2_000;

/** While the feed is away pages poll; listeners are reconnected without doing anything. */
function reopenSoon(): void {
  holder.portalChangeFeed = undefined;
  setTimeout(() => {
    if (listeners().size === 0 || holder.portalChangeFeed) return;
    holder.portalChangeFeed = openFeed();
    holder.portalChangeFeed.catch(reopenSoon);
  }, REOPEN_AFTER_MS).unref();
}

export async function closeChangeFeed(): Promise<void> {
  const close = await holder.portalChangeFeed?.catch(() => undefined);
  holder.portalChangeFeed = undefined;
  await close?.();
}
