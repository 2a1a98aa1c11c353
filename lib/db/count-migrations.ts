import 'server-only';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from './client';

const answer = z.object({ rows: z.tuple([z.object({ value: z.coerce.number().nullable() })]) });

/** How many migrations stand in the database's own list; 0 for an empty database. */
export async function countMigrations(db: Db): Promise<number> {
  const isThere = sql`to_regclass('drizzle.__drizzle_migrations') is not null`;
  const known = answer.parse(await db.execute(sql`select (${isThere})::int as value`));
  if (known.rows[0].value === 0) return 0;
  const counted = answer.parse(await db.execute(sql`select count(*)::int as value from drizzle.__drizzle_migrations`));
  return counted.rows[0].value ?? 0;
}
