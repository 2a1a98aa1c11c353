import 'server-only';
import { getDb } from '@/lib/db/client';
import { emailsAwaitingConfirmation, idsByUpstreamId } from '@/lib/db/queries/customers';
import { adoptCustomers } from '@/lib/db/writes/customers';
import { applyReadings } from '@/lib/db/writes/observations';
import type { ObservationSource } from '@/lib/kyb/customer-view';
import type { UpstreamCustomer } from '@/lib/onemoney/to-domain';
import { ok, type Result } from '@/lib/result';
import { type Scope, systemScope } from '@/lib/scope';
import { onemoney } from './onemoney-client';
import { toReading } from './to-reading';
import { recordUpstreamRead } from './upstream-health';

/** Looking at the list reads upstream's list at most this often. */
const FRESH_MS = 5_000;
/** More pages than this are the business of the regular sweep. */
const MAX_PAGES_FOR_LOOKING = 3;

let lastRead = { startedAt: 0, result: Promise.resolve<Result<null>>(ok(null)) };

/**
 * Brings statuses up to date by upstream's list, for whoever is looking at ours. Shares one read among all who look
 * at the same time. Answers when the read is over; callers that cannot wait need not.
 */
export function refreshCustomers(): Promise<Result<null>> {
  const now = Date.now();
  if (now - lastRead.startedAt >= FRESH_MS)
    lastRead = {
      startedAt: now,
      result: readList(systemScope('list refresh'), { source: 'list', maxPages: MAX_PAGES_FOR_LOOKING }),
    };
  return lastRead.result;
}

async function readList(
  scope: Scope,
  options: { readonly source: ObservationSource; readonly maxPages: number },
): Promise<Result<null>> {
  const pages = onemoney().listAllCustomers({ priority: 'interactive' });
  let count = 0;
  for await (const page of pages) {
    await recordUpstreamRead(page.ok ? null : page.error);
    if (!page.ok) return page;
    await applyPage(scope, page.value, options.source);
    count += 1;
    if (count >= options.maxPages) break;
  }
  return ok(null);
}

/** Applies one page: known customers get a reading, unknown ones are adopted first. */
async function applyPage(scope: Scope, page: readonly UpstreamCustomer[], source: ObservationSource): Promise<void> {
  const db = await getDb();
  const now = new Date();
  const ids = new Map(
    await idsByUpstreamId(
      scope,
      db,
      page.map(({ upstreamId }) => upstreamId),
    ),
  );
  const unknown = page.filter(({ upstreamId }) => !ids.has(upstreamId));
  if (unknown.length > 0) {
    // A customer of ours whose creation is still in doubt is not somebody else's: its own operation settles it.
    const ours = new Set(await emailsAwaitingConfirmation(scope, db));
    const foreign = unknown.filter(({ email }) => email === null || !ours.has(email.toLowerCase()));
    const adopted = await adoptCustomers(
      scope,
      db,
      foreign.map(({ upstreamId, email, createdAt }) => ({
        upstreamId,
        email: email ?? '',
        createdAt: createdAt ?? now,
      })),
    );
    for (const { id, upstreamId } of adopted) ids.set(upstreamId, id);
  }
  const readings = page.flatMap((customer) => {
    const id = ids.get(customer.upstreamId);
    return id === undefined ? [] : [toReading(id, customer)];
  });
  await applyReadings(scope, db, readings, { source, now });
}
