import 'server-only';
import { emailKeysAwaitingConfirmation } from '@/lib/features/customers/customers.queries';
import { importUpstreamCustomers } from '@/lib/features/customers/customers.writes';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import type { UpstreamCustomer } from '@/lib/onemoney/to-domain';
import type { Scope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { emailKey } from '@/lib/platform/input/email-address';
import { err, ok, type Result } from '@/lib/result';
import { applySnapshots } from './observations.writes';
import { onemoney } from './onemoney-client';
import type { Observed } from './sync-customer';
import { toSnapshot } from './to-snapshot';
import { recordUpstreamRead } from './upstream-health';

/**
 * Adds customers that were created elsewhere; returns our id of each. One of ours whose creation is still in doubt is
 * left out: its own operation will reconcile it.
 */
export async function importUnknown(
  scope: Scope,
  unknown: readonly UpstreamCustomer[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  if (unknown.length === 0) return new Map();
  const db = await getDb();
  const ours = new Set(await emailKeysAwaitingConfirmation(scope, db));
  const foreign = unknown.filter(({ email }) => email === null || !ours.has(emailKey(email)));
  const imported = await importUpstreamCustomers(
    scope,
    db,
    foreign.map(({ upstreamId, email, createdAt }) => ({
      upstreamId,
      email: email ?? '',
      createdAt: createdAt ?? now,
    })),
  );
  return new Map(imported.map(({ id, upstreamId }) => [upstreamId, id]));
}

/** Reads one unknown customer by upstream's id and adds it. `not_found` when upstream shows none to us either. */
export async function importUpstreamCustomer(
  scope: Scope,
  upstreamId: string,
  source: ObservationSource,
): Promise<Result<Observed>> {
  const readAt = new Date();
  const read = await onemoney().getCustomer(upstreamId, { priority: 'background' });
  await recordUpstreamRead(read.ok ? null : read.error);
  if (!read.ok) return read;
  const imported = await importUnknown(scope, [read.value], readAt);
  const customerId = imported.get(upstreamId);
  if (customerId === undefined) return err({ kind: 'conflict', reason: 'confirming', retryable: true });
  const [applied] = await applySnapshots(scope, await getDb(), [toSnapshot(customerId, read.value)], {
    source,
    now: readAt,
  });
  return ok({ status: applied?.status ?? '', outcome: 'imported', readAt });
}
