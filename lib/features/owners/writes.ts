import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { StaffName } from '@/lib/platform/auth/staff-name';
import { notifyChange } from '@/lib/platform/db/changes';
import type { Db } from '@/lib/platform/db/client';
import { customers } from '@/lib/platform/db/schema/customers';

export interface OwnerChange {
  readonly customerId: string;
  readonly from: StaffName | null;
  readonly to: StaffName | null;
}

/** Changes the owner if it is still `from`; false when another request was faster. Open pages are notified. */
export async function setOwner(scope: StaffScope, db: Db, change: OwnerChange, origin: Origin): Promise<boolean> {
  const { customerId, from, to } = change;
  return db.transaction(async (tx) => {
    const isStill = from === null ? isNull(customers.ownerId) : eq(customers.ownerId, from.id);
    const [row] = await tx
      .update(customers)
      .set({ ownerId: to?.id ?? null })
      .where(and(eq(customers.id, customerId), isStill))
      .returning({ id: customers.id });
    if (!row) return false;
    const details = { owner: to?.email ?? null, formerOwner: from?.email ?? null };
    await insertAudit(scope, tx, { act: 'customer.owner_changed', outcome: 'ok', customerId, origin, details });
    await notifyChange(tx, customerId);
    return true;
  });
}
