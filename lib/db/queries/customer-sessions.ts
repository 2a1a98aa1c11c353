import 'server-only';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { customerSessions } from '@/lib/db/schema/customer-sessions';
import type { SystemScope } from '@/lib/scope';

export async function getCustomerSession(
  _scope: SystemScope,
  db: Db,
  idHash: string,
  now: Date,
): Promise<{ readonly email: string; readonly proof: 'code' | 'handoff' } | null> {
  const [row] = await db
    .select({ email: customerSessions.email, proof: customerSessions.proof })
    .from(customerSessions)
    .where(
      and(eq(customerSessions.idHash, idHash), isNull(customerSessions.endedAt), gt(customerSessions.expiresAt, now)),
    )
    .limit(1);
  return row ?? null;
}
