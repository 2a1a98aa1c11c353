import 'server-only';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { audit } from '@/lib/platform/db/schema/audit';
import { assertNever } from '@/lib/result';
import type { AuditDetails, AuditEvent, Outcome } from './audit-events';

/** Where a request came from. Null members for jobs and the command line. */
export interface Origin {
  readonly address: string | null;
  readonly userAgent: string | null;
  /** SHA-256 (hex) of the browser's device cookie; not written to the audit log. */
  readonly device?: string | null;
}

export const NO_ORIGIN: Origin = { address: null, userAgent: null };

export interface AuditEntry {
  readonly act: AuditEvent;
  readonly outcome: Outcome;
  readonly customerId?: string | undefined;
  readonly origin?: Origin | undefined;
  readonly requestId?: string | undefined;
  readonly details?: AuditDetails | undefined;
}

function actorOf(scope: Scope | null): Pick<typeof audit.$inferInsert, 'actorKind' | 'actorId' | 'actorLabel'> {
  if (scope === null) return { actorKind: 'anonymous', actorLabel: 'not signed in' };
  switch (scope.kind) {
    case 'staff':
      return { actorKind: 'staff', actorId: scope.userId, actorLabel: scope.email };
    case 'customer':
      return { actorKind: 'customer', actorId: scope.inviteId, actorLabel: scope.email };
    case 'return':
      return { actorKind: 'customer', actorLabel: 'returning customer' };
    case 'system':
      return { actorKind: 'system', actorLabel: scope.reason };
    default:
      return assertNever(scope);
  }
}

/** Adds to the audit log. Pass the transaction of the change itself, so that neither exists without the other. */
export async function insertAudit(scope: Scope | null, db: Db, entry: AuditEntry): Promise<void> {
  await db.insert(audit).values({
    ...actorOf(scope),
    act: entry.act,
    outcome: entry.outcome,
    customerId: entry.customerId,
    address: entry.origin?.address,
    userAgent: entry.origin?.userAgent?.slice(0, 300),
    requestId: entry.requestId,
    details: entry.details,
  });
}
