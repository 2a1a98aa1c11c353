import 'server-only';
import { and, desc, eq, gte, ne, sql } from 'drizzle-orm';
import type { ChangeSources, ToleranceItem, UpstreamCallItem } from '@/lib/features/sync/webhook-view.rules';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { audit } from '@/lib/platform/db/schema/audit';
import { tolerances } from '@/lib/platform/db/schema/tolerances';
import { upstreamCalls } from '@/lib/platform/db/schema/upstream-calls';

/** The newest calls to upstream. */
export async function listUpstreamCalls(
  _scope: StaffScope,
  db: Db,
  filter: { readonly onlyFailed: boolean; readonly limit: number },
): Promise<readonly UpstreamCallItem[]> {
  const rows = await db
    .select()
    .from(upstreamCalls)
    .where(filter.onlyFailed ? ne(upstreamCalls.outcome, 'ok') : undefined)
    .orderBy(desc(upstreamCalls.at), desc(upstreamCalls.id))
    .limit(Math.min(filter.limit, 100));
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

export async function listTolerances(_scope: StaffScope, db: Db): Promise<readonly ToleranceItem[]> {
  const rows = await db.select().from(tolerances).orderBy(desc(tolerances.lastAt));
  return rows.map((row) => ({ ...row, firstAt: row.firstAt.toISOString(), lastAt: row.lastAt.toISOString() }));
}

const SOURCE = sql<string>`${audit.details} ->> 'source'`;

/** The sources of status changes since then. */
export async function countChangesBySource(_scope: StaffScope, db: Db, since: Date): Promise<ChangeSources> {
  const rows = await db
    .select({ source: SOURCE, count: sql<number>`count(*)::int` })
    .from(audit)
    .where(and(eq(audit.act, 'customer.status_changed'), gte(audit.at, since)))
    .groupBy(SOURCE);
  const of = (...sources: string[]) =>
    rows.reduce((sum, row) => (sources.includes(row.source) ? sum + row.count : sum), 0);
  return {
    byWebhook: of('webhook'),
    bySweep: of('sweep'),
    byOpening: of('create', 'list', 'page', 'return', 'start', 'check'),
  };
}
