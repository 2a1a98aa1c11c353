import 'server-only';
import { desc, eq } from 'drizzle-orm';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { audit } from '@/lib/platform/db/schema/audit';
import { type RetentionRun, toRemoved } from './retention.rules';

/** When old data was last removed, and how much; null before the first night. */
export async function getLastRetentionRun(_scope: StaffScope, db: Db): Promise<RetentionRun | null> {
  const [row] = await db
    .select({ at: audit.at, details: audit.details })
    .from(audit)
    .where(eq(audit.act, 'data.pruned'))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(1);
  return row ? { at: row.at.toISOString(), removed: toRemoved(row.details ?? {}) } : null;
}
