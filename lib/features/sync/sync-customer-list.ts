import 'server-only';
import { idsByUpstreamId } from '@/lib/features/customers/customers.queries';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import type { UpstreamCustomer } from '@/lib/onemoney/to-domain';
import type { Scope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { ok, type Result } from '@/lib/result';
import { importUnknown } from './import-upstream-customer';
import { applySnapshots } from './observations.writes';
import { onemoney } from './onemoney-client';
import { toSnapshot } from './to-snapshot';
import { recordUpstreamRead } from './upstream-health';

interface ListOptions {
  readonly source: ObservationSource;
  readonly priority: 'interactive' | 'background';
  /** Pages of 100; the read ends there even if upstream has more. */
  readonly maxPages: number;
}

/**
 * Reads upstream's list page by page and applies each page: known customers get a reading, unknown ones are adopted.
 * Answers with our ids of all customers that were seen.
 */
export async function readUpstreamList(scope: Scope, options: ListOptions): Promise<Result<ReadonlySet<string>>> {
  const seen = new Set<string>();
  let pages = 0;
  let readAt = new Date();
  for await (const page of onemoney().listAllCustomers({ priority: options.priority })) {
    await recordUpstreamRead(page.ok ? null : page.error);
    if (!page.ok) return page;
    for (const id of await applyPage(scope, page.value, { source: options.source, now: readAt })) seen.add(id);
    pages += 1;
    if (pages >= options.maxPages) break;
    readAt = new Date();
  }
  return ok(seen);
}

async function applyPage(
  scope: Scope,
  page: readonly UpstreamCustomer[],
  how: { readonly source: ObservationSource; readonly now: Date },
): Promise<readonly string[]> {
  const db = await getDb();
  const known = await idsByUpstreamId(
    scope,
    db,
    page.map(({ upstreamId }) => upstreamId),
  );
  const imported = await importUnknown(
    scope,
    page.filter(({ upstreamId }) => !known.has(upstreamId)),
    how.now,
  );
  const readings = page.flatMap((customer) => {
    const id = known.get(customer.upstreamId) ?? imported.get(customer.upstreamId);
    return id === undefined ? [] : [toSnapshot(id, customer)];
  });
  await applySnapshots(scope, db, readings, how);
  return readings.map(({ customerId }) => customerId);
}
