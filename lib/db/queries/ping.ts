import 'server-only';
import { sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import type { SystemScope } from '@/lib/scope';

/** Throws when the database does not answer. */
export async function pingDatabase(_scope: SystemScope, db: Db): Promise<void> {
  await db.execute(sql`select 1`);
}
