/**
 * What each connection to PostgreSQL sets for itself, because a role or a database may have other defaults: dates would
 * arrive in an unreadable form, and concurrent updates would fail instead of waiting. Set by a statement after
 * connecting. PgBouncer rejects most start-up parameters, and keeps the ones it knows (the first four) right for each
 * client even where clients share connections.
 */
import 'server-only';
import type { ClientBase } from 'pg';

const SETTINGS = {
  datestyle: 'ISO, MDY',
  timezone: 'UTC',
  intervalstyle: 'postgres',
  standard_conforming_strings: 'on',
  default_transaction_isolation: 'read committed',
  // Compiling a query takes the server longer than any of ours takes to run.
  jit: 'off',
} as const;

/** For `onConnect` of a pool, with further settings. */
export function withSettings(more: Readonly<Record<string, string>> = {}) {
  const text = Object.entries({ ...SETTINGS, ...more }).map(([name, value]) => `set ${name} to '${value}'`);
  return async (client: ClientBase): Promise<void> => {
    await client.query(text.join('; '));
  };
}
