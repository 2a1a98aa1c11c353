import 'server-only';
import { sql } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import { database } from './client';

/**
 * What a PostgreSQL server does on its own and the embedded database does not: frees the space of old row versions and
 * updates the planner's statistics. Blocks the process for a moment.
 */
export async function vacuumEmbedded(_scope: SystemScope): Promise<void> {
  const { kind, db } = await database();
  if (kind === 'pglite') await db.execute(sql`vacuum analyze`);
}
