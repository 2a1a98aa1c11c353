import 'server-only';
import { and, desc, eq, gte, lt, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { AuditEvent, AuditItem, AuditPage, Outcome } from '@/lib/platform/audit/audit-events';
import { isMasked, maskDetails } from '@/lib/platform/auth/masking';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { containsLoosely } from '@/lib/platform/db/contains-text';
import { audit } from '@/lib/platform/db/schema/audit';
import { customers } from '@/lib/platform/db/schema/customers';
import { withoutCustomersAddress } from './rules';

export interface AuditFilter {
  readonly act?: AuditEvent | undefined;
  readonly outcome?: Outcome | undefined;
  /** Substring of the actor's readable name. */
  readonly actor?: string | undefined;
  readonly customerId?: string | undefined;
  /** From this instant on. */
  readonly from?: Date | undefined;
  /** Before this instant. */
  readonly before?: Date | undefined;
}

const PAGE_SIZE = 50;
/** Where a page starts: behind this id. */
export const activityCursor = z.string().regex(/^\d+$/).transform(Number).pipe(z.int().positive());

const columns = {
  id: audit.id,
  at: audit.at,
  actorKind: audit.actorKind,
  actorLabel: audit.actorLabel,
  act: audit.act,
  outcome: audit.outcome,
  customerId: audit.customerId,
  businessName: customers.businessName,
  address: audit.address,
  userAgent: audit.userAgent,
  requestId: audit.requestId,
  details: audit.details,
};

function matching(scope: StaffScope, filter: AuditFilter): SQL | undefined {
  return and(
    filter.act ? eq(audit.act, filter.act) : undefined,
    filter.outcome ? eq(audit.outcome, filter.outcome) : undefined,
    filter.actor ? containsLoosely(audit.actorLabel, filter.actor) : undefined,
    // What a reader sees masked must not be found by guessing.
    filter.actor && isMasked(scope) ? ne(audit.actorKind, 'customer') : undefined,
    filter.customerId ? eq(audit.customerId, filter.customerId) : undefined,
    filter.from ? gte(audit.at, filter.from) : undefined,
    filter.before ? lt(audit.at, filter.before) : undefined,
  );
}

/** Ids grow with time, so they order the audit log and make its cursor. */
function select(db: Db, where: SQL | undefined, limit: number) {
  return db
    .select(columns)
    .from(audit)
    .leftJoin(customers, eq(customers.id, audit.customerId))
    .where(where)
    .orderBy(desc(audit.id))
    .limit(limit);
}

function toItem(scope: StaffScope, row: Awaited<ReturnType<typeof select>>[number]): AuditItem {
  const item = { ...row, at: row.at.toISOString(), details: row.details ?? {} };
  if (!isMasked(scope)) return item;
  const masked = withoutCustomersAddress(item);
  // Acts of staff may name them: who works here is no secret of a customer.
  return item.act.startsWith('staff.') ? masked : { ...masked, details: maskDetails(item.details) };
}

/** One page of the audit log, newest first. All staff may read it; nobody can change it. */
export async function listActivity(
  scope: StaffScope,
  db: Db,
  request: AuditFilter & { readonly older?: number | undefined },
): Promise<AuditPage> {
  const beyond = request.older === undefined ? undefined : lt(audit.id, request.older);
  const rows = await select(db, and(matching(scope, request), beyond), PAGE_SIZE + 1);
  const items = rows.slice(0, PAGE_SIZE).map((row) => toItem(scope, row));
  const last = items.at(-1);
  return { items, olderCursor: rows.length > PAGE_SIZE && last ? String(last.id) : null };
}

/** The whole filtered audit log in batches, newest first, for exports: never more than a batch in memory. */
export async function* streamActivity(
  scope: StaffScope,
  db: Db,
  filter: AuditFilter,
): AsyncGenerator<AuditItem, void, undefined> {
  const batchSize = 500;
  let before: number | null = null;
  for (;;) {
    const beyond: SQL | undefined = before === null ? undefined : sql`${audit.id} < ${before}`;
    const rows = await select(db, and(matching(scope, filter), beyond), batchSize);
    yield* rows.map((row) => toItem(scope, row));
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    before = last.id;
  }
}
