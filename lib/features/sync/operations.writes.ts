import 'server-only';
import { and, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { type OperationKind, operations } from '@/lib/platform/db/schema/operations';

export async function insertOperation(
  _scope: Scope,
  db: Db,
  operation: {
    readonly id: string;
    readonly kind: OperationKind;
    readonly customerId: string;
    readonly actor: string;
    readonly idempotencyKey: string;
    readonly body: string;
    readonly now: Date;
    /** Whether its first byte leaves as soon as this is committed. */
    readonly isSent?: boolean;
  },
): Promise<void> {
  const { now, isSent, ...columns } = operation;
  const sent = isSent ? ({ state: 'sent', sentAt: now, tries: 1 } as const) : null;
  await db.insert(operations).values({ ...columns, createdAt: now, ...sent });
}

/**
 * After this the sender of an operation is taken to have died. A slow background try may live a little longer: then two
 * processes send the same bytes under the same key, and upstream returns the same customer.
 */
export const SENDING_MS = 30_000;

/**
 * Claims an operation for sending: marks it sent, unless another process just did. Must be committed before the first
 * byte is sent.
 */
export async function claimOperation(_scope: Scope, db: Db, operation: { readonly id: string }, now: Date) {
  const idleSince = new Date(now.getTime() - SENDING_MS);
  const claimed = await db
    .update(operations)
    .set({ state: 'sent', sentAt: now, tries: sql`${operations.tries} + 1` })
    .where(
      and(
        eq(operations.id, operation.id),
        or(
          inArray(operations.state, ['pending', 'unknown']),
          and(eq(operations.state, 'sent'), lt(operations.sentAt, idleSince)),
        ),
      ),
    )
    .returning({ id: operations.id });
  return claimed.length > 0;
}

/** A write with an unknown outcome, or one that a person must look at; it keeps its key and its body. */
export async function markOpen(
  _scope: Scope,
  db: Db,
  id: string,
  outcome: {
    readonly state: 'pending' | 'unknown' | 'needs_review' | 'rejected';
    readonly error: Record<string, unknown>;
    readonly requestId?: string | undefined;
  },
): Promise<void> {
  await db
    .update(operations)
    .set({ state: outcome.state, lastError: outcome.error, requestId: outcome.requestId })
    .where(eq(operations.id, id));
}

/** Puts an operation that waits for a person back to "unknown". False when it does not wait for anybody. */
export async function reopenOperation(_scope: Scope, db: Db, id: string): Promise<boolean> {
  const reopened = await db
    .update(operations)
    .set({ state: 'unknown' })
    .where(and(eq(operations.id, id), eq(operations.state, 'needs_review')))
    .returning({ id: operations.id });
  return reopened.length > 0;
}

/** The body changed before anything was accepted (another spelling of the customer type). */
export async function replaceBody(_scope: Scope, db: Db, id: string, body: string): Promise<void> {
  await db.update(operations).set({ body }).where(eq(operations.id, id));
}
