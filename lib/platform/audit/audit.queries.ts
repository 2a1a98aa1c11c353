import 'server-only';
import { desc, eq } from 'drizzle-orm';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { audit } from '@/lib/platform/db/schema/audit';

/** The newest act on a customer: whatever staff or customers do, it changes. 0 before the first. */
export async function getNewestAuditId(_scope: StaffScope, db: Db, customerId: string): Promise<number> {
  const [row] = await db
    .select({ id: audit.id })
    .from(audit)
    .where(eq(audit.customerId, customerId))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(1);
  return row?.id ?? 0;
}
