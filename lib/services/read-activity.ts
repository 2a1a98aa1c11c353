import 'server-only';
import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { type AuditFilter, listActivity, streamActivity } from '@/lib/db/queries/activity';
import { insertAudit, type Origin } from '@/lib/db/writes/audit';
import { ACTS, type AuditItem, type AuditPage, OUTCOMES } from '@/lib/kyb/activity-view';
import { seesPersonalData, withoutCustomersAddress } from '@/lib/kyb/customer-export';
import { customerId } from '@/lib/kyb/customer-id';
import type { StaffScope } from '@/lib/scope';

/** A day as a date input writes it; the instant is its midnight in UTC. */
const day = z.iso.date().transform((text) => new Date(`${text}T00:00:00Z`));

const filterSchema = z.object({
  act: z.enum(ACTS).optional().catch(undefined),
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  actor: z.string().trim().min(1).max(200).optional().catch(undefined),
  customer: customerId.optional().catch(undefined),
  from: day.optional().catch(undefined),
  /** The last day that counts. */
  to: day.optional().catch(undefined),
});

export type ActivityParams = Readonly<Record<string, string | undefined>>;

/** The filter of a URL; what cannot be understood is left out. */
function toFilter(params: ActivityParams): AuditFilter {
  const { customer, to, ...filter } = filterSchema.parse(params);
  const before = to && new Date(to.getTime() + 24 * 60 * 60_000);
  return { ...filter, customerId: customer, before };
}

export async function readActivity(scope: StaffScope, params: ActivityParams): Promise<AuditPage> {
  return listActivity(scope, await getDb(), { ...toFilter(params), older: params.older });
}

/**
 * The filtered trail for an export; taking it is itself put on the record, before the first line leaves. A viewer's has
 * the addresses of customers masked.
 */
export async function exportActivity(
  scope: StaffScope,
  params: ActivityParams,
  origin: Origin,
): Promise<AsyncGenerator<AuditItem, void, undefined>> {
  const db = await getDb();
  await insertAudit(scope, db, { act: 'audit.exported', outcome: 'ok', origin });
  const items = streamActivity(scope, db, toFilter(params));
  return seesPersonalData(scope.role) ? items : masked(items);
}

async function* masked(items: AsyncIterable<AuditItem>): AsyncGenerator<AuditItem, void, undefined> {
  for await (const item of items) yield withoutCustomersAddress(item);
}
