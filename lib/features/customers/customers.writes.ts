import 'server-only';
import { and, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { type ActingScope, actorId, type Scope, type StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { toCustomerKeys } from '@/lib/platform/db/customer-keys';
import { customers } from '@/lib/platform/db/schema/customers';
import { erasedCustomers } from '@/lib/platform/db/schema/erased-customers';
import { notes } from '@/lib/platform/db/schema/notes';
import { operations } from '@/lib/platform/db/schema/operations';
import { listErased } from './erased-customers.queries';
import { holdErasures } from './erased-customers.writes';

export interface CustomerIntent {
  readonly customerId: string;
  readonly operationId: string;
  readonly intentId: string;
  readonly idempotencyKey: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string | null;
  /** The exact JSON text that upstream will get. */
  readonly body: string;
  readonly now: Date;
}

/**
 * Commits a customer and the operation that creates it upstream, before anything is sent (law 6). False when this
 * intent of this person was committed before: the form was sent twice.
 */
export async function insertCustomerIntent(scope: StaffScope, db: Db, intent: CustomerIntent): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { operationId, intentId, idempotencyKey, body, customerId, now, ...names } = intent;
    const columns = { id: customerId, ...names };
    await tx
      .insert(customers)
      .values({ ...columns, ...toCustomerKeys(columns), createdBy: scope.userId, createdAt: now });
    const [operation] = await tx
      .insert(operations)
      .values({
        id: operationId,
        kind: 'create_customer',
        customerId,
        actor: scope.userId,
        intentId,
        idempotencyKey,
        body,
        createdAt: now,
      })
      .onConflictDoNothing({ target: [operations.actor, operations.intentId] })
      .returning({ id: operations.id });
    if (operation) return true;
    await tx.delete(customers).where(eq(customers.id, customerId));
    return false;
  });
}

/** Upstream has the customer: the row gets its upstream id, the operation is done, the trail says so. */
export async function confirmCustomer(
  scope: Scope,
  db: Db,
  confirmation: {
    readonly customerId: string;
    readonly operationId: string;
    readonly upstreamId: string;
    readonly requestId?: string | undefined;
    readonly origin: Origin;
    readonly now: Date;
  },
): Promise<void> {
  const { customerId, operationId, upstreamId, requestId, origin, now } = confirmation;
  await db.transaction(async (tx) => {
    // A list read may have adopted the same customer while its creation was in doubt: ours, with its names, stays.
    const imported = and(eq(customers.upstreamId, upstreamId), sql`${customers.id} <> ${customerId}`);
    const importedId = tx.select({ id: customers.id }).from(customers).where(imported);
    await tx.update(notes).set({ customerId }).where(inArray(notes.customerId, importedId));
    await tx.delete(customers).where(imported);
    const [ours] = await tx.select().from(customers).where(eq(customers.id, customerId)).for('update');
    if (ours)
      await tx
        .update(customers)
        .set({ upstreamId, ...toCustomerKeys({ ...ours, upstreamId }) })
        .where(eq(customers.id, customerId));
    // Staff have created anew whom upstream still had from before an erasure: no longer erased.
    await tx.delete(erasedCustomers).where(eq(erasedCustomers.upstreamId, upstreamId));
    const settled = await tx
      .update(operations)
      .set({ state: 'done', completedAt: now, requestId })
      .where(and(eq(operations.id, operationId), isNull(operations.completedAt)))
      .returning({ id: operations.id });
    if (settled.length > 0)
      await insertAudit(scope, tx, { act: 'customer.created', outcome: 'ok', customerId, requestId, origin });
  });
}

/** Upstream definitely has not and will not create it: the customer goes, the operation stays as the record. */
export async function rejectCustomer(
  scope: Scope,
  db: Db,
  rejection: {
    readonly customerId: string;
    readonly operationId: string;
    readonly error: Record<string, unknown>;
    readonly requestId?: string | undefined;
    readonly origin: Origin;
    readonly now: Date;
  },
): Promise<void> {
  const { customerId, operationId, error, requestId, origin, now } = rejection;
  await db.transaction(async (tx) => {
    await tx
      .update(operations)
      // The intent is free again: the same form, corrected, is a new operation with a new key.
      .set({ state: 'rejected', completedAt: now, lastError: error, requestId, intentId: null })
      .where(eq(operations.id, operationId));
    await tx.delete(customers).where(and(eq(customers.id, customerId), isNull(customers.upstreamId)));
    await insertAudit(scope, tx, {
      act: 'customer.creation_rejected',
      outcome: 'refused',
      customerId,
      requestId,
      origin,
      details: { kind: String(error.kind) },
    });
  });
}

export interface ImportedCustomer {
  readonly upstreamId: string;
  readonly email: string;
  readonly createdAt: Date;
}

/** Adds customers that upstream has and we neither know nor have erased. Answers with our ids of the new ones. */
export async function importUpstreamCustomers(
  scope: Scope,
  db: Db,
  found: readonly ImportedCustomer[],
): Promise<readonly { readonly id: string; readonly upstreamId: string }[]> {
  if (found.length === 0) return [];
  return db.transaction(async (tx) => {
    await holdErasures(tx, 'shared');
    const ids = found.map(({ upstreamId }) => upstreamId);
    const erased = await listErased(scope, tx, ids);
    const wanted = found.filter(({ upstreamId }) => !erased.has(upstreamId));
    if (wanted.length === 0) return [];
    const imported = await tx
      .insert(customers)
      .values(
        wanted.map((one) => {
          const columns = { id: crypto.randomUUID(), ...one };
          return { ...columns, ...toCustomerKeys(columns) };
        }),
      )
      .onConflictDoNothing({ target: customers.upstreamId })
      .returning({ id: customers.id, upstreamId: customers.upstreamId });
    for (const { id } of imported)
      await insertAudit(scope, tx, { act: 'customer.found_upstream', outcome: 'ok', customerId: id });
    return imported.flatMap(({ id, upstreamId }) => (upstreamId === null ? [] : [{ id, upstreamId }]));
  });
}

/**
 * Takes the lease of the one press that may create a link for this customer. False while somebody holds it. It is
 * a lease in a column, not a database lock, because no transaction may be open during an upstream call.
 */
export async function takeLinkLock(
  scope: ActingScope,
  db: Db,
  customerId: string,
  lease: { readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const taken = await db
    .update(customers)
    .set({ linkLockUntil: lease.until, linkLockBy: actorId(scope) })
    .where(
      and(eq(customers.id, customerId), or(isNull(customers.linkLockUntil), lt(customers.linkLockUntil, lease.now))),
    )
    .returning({ id: customers.id });
  return taken.length > 0;
}

/**
 * Ends the holder's own lease, at once or at `holdUntil`; a lease that expired and was taken by another request stays.
 */
export async function releaseLinkLock(
  scope: ActingScope,
  db: Pick<Db, 'update'>,
  customerId: string,
  { lease, holdUntil }: { readonly lease: { readonly until: Date }; readonly holdUntil?: Date },
): Promise<void> {
  await db
    .update(customers)
    .set({ linkLockUntil: holdUntil ?? null })
    .where(
      and(
        eq(customers.id, customerId),
        eq(customers.linkLockUntil, lease.until),
        eq(customers.linkLockBy, actorId(scope)),
      ),
    );
}

/** A link was created: keeps that, and shortens the lease to `holdUntil`. */
export async function recordLink(
  scope: ActingScope,
  db: Db,
  link: {
    readonly customerId: string;
    readonly operationId: string;
    readonly expiresAt: Date;
    readonly requestId?: string | undefined;
    readonly origin: Origin;
    readonly now: Date;
    readonly lease: { readonly until: Date };
    readonly holdUntil: Date;
  },
): Promise<void> {
  await db.transaction(async (tx) => {
    await releaseLinkLock(scope, tx, link.customerId, link);
    await tx
      .update(customers)
      .set({ linkMintedAt: link.now, linkCount: sql`${customers.linkCount} + 1` })
      .where(eq(customers.id, link.customerId));
    await tx
      .update(operations)
      .set({ state: 'done', completedAt: link.now, requestId: link.requestId })
      .where(eq(operations.id, link.operationId));
    await insertAudit(scope, tx, {
      act: 'link.created',
      outcome: 'ok',
      customerId: link.customerId,
      requestId: link.requestId,
      origin: link.origin,
      details: { expiresAt: link.expiresAt.toISOString() },
    });
  });
}

/**
 * The browser came back from the hosted form: makes the customer hot for the sweeps, and means nothing else. Returns
 * since when it is back: reloading the page is not another return.
 */
export async function recordReturn(_scope: Scope, db: Db, customerId: string, now: Date): Promise<Date> {
  // After coming back a person may start again at once: the hold after a link only guards against the second half of a
  // double click. A request that is under way holds longer and keeps its hold.
  const held = sql`${customers.linkLockUntil} > ${customers.linkMintedAt} + interval '5 seconds'`;
  const isBack = sql`${customers.returnedAt} > coalesce(${customers.linkMintedAt}, '-infinity')`;
  const [row] = await db
    .update(customers)
    .set({
      returnedAt: sql`case when ${isBack} then ${customers.returnedAt} else ${now.toISOString()}::timestamptz end`,
      linkLockUntil: sql`case when ${held} then ${customers.linkLockUntil} end`,
    })
    .where(eq(customers.id, customerId))
    .returning({ returnedAt: customers.returnedAt });
  return row?.returnedAt ?? now;
}
