import 'server-only';
import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { type OperationKind, type OperationState, operations } from '@/lib/platform/db/schema/operations';

export interface Operation {
  readonly id: string;
  readonly kind: OperationKind;
  readonly customerId: string | null;
  readonly idempotencyKey: string;
  readonly body: string;
  readonly state: OperationState;
  readonly tries: number;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly completedAt: Date | null;
}

const columns = {
  id: operations.id,
  kind: operations.kind,
  customerId: operations.customerId,
  idempotencyKey: operations.idempotencyKey,
  body: operations.body,
  state: operations.state,
  tries: operations.tries,
  createdAt: operations.createdAt,
  sentAt: operations.sentAt,
  completedAt: operations.completedAt,
};

/** The operation of a person's intent, when that form was sent before. */
export async function getOperationByIntent(
  _scope: Scope,
  db: Db,
  actor: string,
  intentId: string,
): Promise<Operation | null> {
  const [row] = await db
    .select(columns)
    .from(operations)
    .where(and(eq(operations.actor, actor), eq(operations.intentId, intentId)))
    .limit(1);
  return row ?? null;
}

export async function getOperation(_scope: Scope, db: Db, id: string): Promise<Operation | null> {
  const [row] = await db.select(columns).from(operations).where(eq(operations.id, id)).limit(1);
  return row ?? null;
}

/** Creations whose outcome is open and whose last sending is over, oldest first. */
export async function listOpenCreations(
  _scope: Scope,
  db: Db,
  options: { readonly untouchedSince: Date; readonly limit: number },
): Promise<readonly Operation[]> {
  return db
    .select(columns)
    .from(operations)
    .where(
      and(
        eq(operations.kind, 'create_customer'),
        inArray(operations.state, ['pending', 'sent', 'unknown']),
        lt(sql`coalesce(${operations.sentAt}, ${operations.createdAt})`, options.untouchedSince),
      ),
    )
    .orderBy(asc(operations.createdAt))
    .limit(options.limit);
}

/** The operation that creates a customer upstream; null for customers found upstream. */
export async function getCreationOf(_scope: Scope, db: Db, customerId: string): Promise<Operation | null> {
  const [row] = await db
    .select(columns)
    .from(operations)
    .where(and(eq(operations.customerId, customerId), eq(operations.kind, 'create_customer')))
    .limit(1);
  return row ?? null;
}
