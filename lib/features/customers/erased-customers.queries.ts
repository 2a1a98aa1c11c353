import 'server-only';
import { inArray } from 'drizzle-orm';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { erasedCustomers } from '@/lib/platform/db/schema/erased-customers';

/** Which of these upstream ids belong to erased customers, which must not be brought back. */
export async function listErased(_scope: Scope, db: Db, upstreamIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (upstreamIds.length === 0) return new Set();
  const rows = await db
    .select({ upstreamId: erasedCustomers.upstreamId })
    .from(erasedCustomers)
    .where(inArray(erasedCustomers.upstreamId, [...upstreamIds]));
  return new Set(rows.map(({ upstreamId }) => upstreamId));
}
