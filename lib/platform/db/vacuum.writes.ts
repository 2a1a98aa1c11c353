import 'server-only';
import { sql } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import { database } from './client';

/**
 * What a PostgreSQL server does by itself and the embedded database does not: gives the space of old row versions back
 * and counts what is in the tables, by which the planner chooses its ways. Blocks the process for a moment.
 */
export async function vacuumEmbedded(_scope: SystemScope): Promise<void> {
  const { kind, db } = await database();
  if (kind === 'pglite') await db.execute(sql`vacuum analyze`);
}
