import 'server-only';
import { z } from 'zod';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { AUDIT_EVENTS, type AuditItem, type AuditPage, OUTCOMES } from '@/lib/platform/audit/audit-events';
import { can } from '@/lib/platform/auth/roles';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { customerId } from '@/lib/platform/input/customer-id';
import { fromDate, untilDate } from '@/lib/platform/input/date-filter';
import { given } from '@/lib/platform/input/params';
import { type AuditFilter, activityCursor, listActivity, streamActivity } from './queries';
import { withoutCustomersAddress } from './rules';

const paramsSchema = z.object({
  act: given(z.enum(AUDIT_EVENTS)),
  outcome: given(z.enum(OUTCOMES)),
  actor: given(z.string().max(200)),
  customer: given(customerId),
  from: given(fromDate),
  to: given(untilDate),
  older: given(activityCursor),
});

export type ActivityParams = Readonly<Partial<Record<keyof typeof paramsSchema.shape, string>>>;

/**
 * Names of the parameters that cannot be understood. They must be reported, because a filter that is left out matches
 * everything: a program gets an error; a page says that it ignores them.
 */
export function findUnreadable(params: ActivityParams): readonly (keyof ActivityParams)[] {
  const wrong = new Set(paramsSchema.safeParse(params).error?.issues.map(({ path }) => path[0]));
  return paramsSchema.keyof().options.filter((name) => wrong.has(name));
}

/** Throws when a parameter cannot be understood: see `findUnreadable`. */
function toFilter(params: ActivityParams): AuditFilter & { readonly older?: number | undefined } {
  const { customer, to, ...filter } = paramsSchema.parse(params);
  return { ...filter, customerId: customer, before: to };
}

export async function readActivity(scope: StaffScope, params: ActivityParams): Promise<AuditPage> {
  return listActivity(scope, await getDb(), toFilter(params));
}

/**
 * The filtered audit log for an export; the export itself is recorded before the first line is sent. A viewer's has
 * customers' addresses masked.
 */
export async function exportActivity(
  scope: StaffScope,
  params: ActivityParams,
  origin: Origin,
): Promise<AsyncGenerator<AuditItem, void, undefined>> {
  const db = await getDb();
  await insertAudit(scope, db, { act: 'audit.exported', outcome: 'ok', origin });
  const items = streamActivity(scope, db, toFilter(params));
  return can(scope.role, 'see_personal_data') ? items : masked(items);
}

async function* masked(items: AsyncIterable<AuditItem>): AsyncGenerator<AuditItem, void, undefined> {
  for await (const item of items) yield withoutCustomersAddress(item);
}
