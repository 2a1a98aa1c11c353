import 'server-only';
import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { customerSessions } from '@/lib/platform/db/schema/customer-sessions';

/** A living row by the hash of its id, if it came by one of these proofs. */
export async function getCustomerSession<P extends typeof customerSessions.$inferSelect.proof>(
  _scope: SystemScope,
  db: Db,
  wanted: { readonly idHash: string; readonly proofs: readonly P[]; readonly now: Date },
): Promise<{ readonly email: string; readonly proof: P } | null> {
  const { idHash, proofs, now } = wanted;
  const [row] = await db
    .select({ email: customerSessions.email, proof: customerSessions.proof })
    .from(customerSessions)
    .where(
      and(
        eq(customerSessions.idHash, idHash),
        inArray(customerSessions.proof, [...proofs]),
        isNull(customerSessions.endedAt),
        gt(customerSessions.expiresAt, now),
      ),
    )
    .limit(1);
  const proof = proofs.find((known) => known === row?.proof);
  return row && proof !== undefined ? { email: row.email, proof } : null;
}
