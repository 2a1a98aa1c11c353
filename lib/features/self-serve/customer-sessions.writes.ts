import 'server-only';
import { eq } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { customerSessions } from '@/lib/platform/db/schema/customer-sessions';

export async function insertCustomerSession(
  _scope: SystemScope,
  db: Db,
  session: Omit<typeof customerSessions.$inferInsert, 'endedAt'>,
): Promise<void> {
  await db.insert(customerSessions).values(session);
}

export async function endCustomerSession(_scope: SystemScope, db: Db, idHash: string, now: Date): Promise<void> {
  await db.update(customerSessions).set({ endedAt: now }).where(eq(customerSessions.idHash, idHash));
}
