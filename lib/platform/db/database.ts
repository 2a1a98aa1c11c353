/** What an open database offers, whichever of the two it is. */
import type { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { ClientBase } from 'pg';
import type { tables } from './schema/tables';

export type Db = PgDatabase<PgQueryResultHKT, typeof tables>;

export interface OpenDatabase {
  readonly kind: 'pglite' | 'postgres';
  readonly db: Db;
  /** What this opening found and did. */
  readonly migrations: Migrations;
  /** Listens on a NOTIFY channel; returns how to stop. `onLost` is called when the connection breaks. */
  listen(channel: string, callbacks: ListenCallbacks): Promise<() => Promise<void>>;
  /** For the job queue, which brings its own SQL. */
  readonly jobs: JobDatabase;
  close(): Promise<void>;
}

export interface ListenCallbacks {
  readonly onMessage: (payload: string) => void;
  readonly onLost: () => void;
}

/** What pg-boss gets: the settings for connections of its own, or the one embedded instance. */
export type JobDatabase =
  | {
      readonly connectionString: string;
      readonly onConnect: (client: ClientBase) => Promise<void>;
      /** Quoted where its name needs it. */
      readonly schema: string;
      readonly createSchema: boolean;
    }
  | { readonly pglite: PGlite };

export interface Migrations {
  /** How many there are. */
  readonly total: number;
  /** How many of them were applied by this call. */
  readonly applied: number;
}
