/** Erasing and adding exclude each other, so that a read that began before an erasure cannot undo it. */
import 'server-only';
import { sql } from 'drizzle-orm';
import type { Db } from '@/lib/platform/db/client';

/** Held until the transaction ends. Adding customers found upstream takes it in shared mode. */
export async function holdErasures(tx: Db, how: 'alone' | 'shared'): Promise<void> {
  const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
  await tx.execute(sql`select ${lock}(hashtext('customer erasure'))`);
}
