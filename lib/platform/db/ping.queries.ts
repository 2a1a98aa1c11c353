import 'server-only';
import { sql } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from './client';

/** Throws when the database does not answer. */
export async function pingDatabase(_scope: SystemScope, db: Db): Promise<void> {
  await db.execute(sql`select 1`);
}
