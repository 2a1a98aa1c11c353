/** Prints everything in the database, the queue included, one row per line: to find what must not be there. */
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { log } from '@/lib/log';
import { closeDatabase, getDb } from '@/lib/platform/db/client';

const tables = z.object({ rows: z.array(z.object({ schema: z.string(), name: z.string() })) });
const lines = z.object({ rows: z.array(z.object({ line: z.string() })) });

log.level = 'fatal';
try {
  const db = await getDb();
  const found = await db.execute(
    sql`select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  for (const { schema, name } of tables.parse(found).rows) {
    const from = sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
    const { rows } = lines.parse(await db.execute(sql`select row_to_json(t)::text as line from ${from} t`));
    for (const { line } of rows) console.log(`${schema}.${name} ${line}`);
  }
} finally {
  await closeDatabase();
}
// Ending at once would cut off what a slow reader has not taken yet.
process.stdout.end(() => process.exit(0));
