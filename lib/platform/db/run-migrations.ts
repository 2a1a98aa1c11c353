/**
 * Applies the SQL files in `drizzle/` that the database does not have yet.
 *
 * Not drizzle's own migrator: that one always creates a schema, keeps its journal under a name that every other program
 * with drizzle uses too, and only compares with the last entry. Here everything is in the first schema of the search
 * path, the journal included, so a role and a schema are enough.
 */
import 'server-only';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import type { Db, Migrations } from './database';
import { migrationsFolder } from './migrations-folder';

/** Any fixed number: processes that start together take turns. */
const MIGRATION_LOCK = 717_010;

/** A database that has every migration is only read. All that are missing are applied in one transaction. */
export async function runMigrations(db: Db, folder: string = migrationsFolder()): Promise<Migrations> {
  const files = readMigrationFiles({ migrationsFolder: folder });
  const missingOf = (known: ReadonlySet<number>) => files.filter((file) => !known.has(file.folderMillis));
  if (missingOf((await readJournal(db)) ?? new Set()).length === 0) return { total: files.length, applied: 0 };
  return db.transaction(async (tx) => {
    // A large table, or another process that migrates, may take longer than the role's limits.
    for (const limit of ['statement_timeout', 'lock_timeout']) await tx.execute(sql.raw(`set local ${limit} = 0`));
    await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    const known = await readJournal(tx);
    if (known === null) await createJournal(tx);
    await findExtensions(tx);
    const missing = missingOf(known ?? new Set());
    for (const file of missing) {
      // drizzle-kit writes the schema into foreign keys only.
      for (const statement of file.sql) await tx.execute(sql.raw(statement.replaceAll('"public".', '')));
      await note(tx, file);
    }
    return { total: files.length, applied: missing.length };
  });
}

const places = z.object({ rows: z.tuple([z.object({ schema: z.string().nullable(), has_journal: z.boolean() })]) });
const entries = z.object({ rows: z.array(z.object({ created_at: z.coerce.number() })) });

/** Migrations are known by the millisecond in which they were generated. Null where there is no journal yet. */
async function readJournal(db: Db): Promise<ReadonlySet<number> | null> {
  // By the catalogue, because asking for a table in a schema that one may not use is an error.
  const found = places.parse(
    await db.execute(sql`
      with here as (select oid, nspname from pg_namespace where nspname = current_schema())
      select (select nspname from here) as schema,
        exists (select from pg_class c join here on c.relnamespace = here.oid where c.relname = 'portal_migrations') as has_journal`),
  );
  const { schema, has_journal: hasJournal } = found.rows[0];
  if (schema === null) throw new Error('The search path of the database role names no schema that exists.');
  if (!hasJournal) return null;
  const { rows } = entries.parse(await db.execute(sql`select created_at from portal_migrations`));
  return new Set(rows.map((row) => row.created_at));
}

interface MigrationFile {
  readonly folderMillis: number;
  readonly hash: string;
}

async function createJournal(db: Db): Promise<void> {
  await db.execute(
    sql`create table portal_migrations (created_at bigint primary key, hash text not null, applied_at timestamptz not null default now())`,
  );
}

async function note(db: Db, { folderMillis, hash }: MigrationFile): Promise<void> {
  await db.execute(sql`insert into portal_migrations (created_at, hash) values (${folderMillis}, ${hash})`);
}

/** Where the role may not create extensions, an administrator has, perhaps in a schema outside the search path. */
async function findExtensions(db: Db): Promise<void> {
  await db.execute(sql`
    select set_config('search_path', concat_ws(', ', current_setting('search_path'), quote_ident(n.nspname)), true)
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'`);
}
