import 'server-only';
import { getDb } from '@/lib/db/client';
import type { CustomerRef } from '@/lib/db/queries/customers';
import { applyReadings } from '@/lib/db/writes/observations';
import type { ObservationSource } from '@/lib/kyb/customer-view';
import { log } from '@/lib/log';
import type { UpstreamCustomer } from '@/lib/onemoney/to-domain';
import { err, ok, type Result } from '@/lib/result';
import type { Scope } from '@/lib/scope';
import { onemoney } from './onemoney-client';
import { toReading } from './to-reading';
import { recordUpstreamRead } from './upstream-health';

/** One read per customer in this time is enough for looking; creating a link always reads again. */
const FRESH_MS = 5_000;

const underWay = new Map<string, Promise<Result<UpstreamCustomer>>>();

/** One upstream read at a time per customer; whoever asks meanwhile gets the same answer. */
function readOnce(upstreamId: string, priority: 'interactive' | 'background'): Promise<Result<UpstreamCustomer>> {
  const running = underWay.get(upstreamId);
  if (running) return running;
  const reading = onemoney()
    .getCustomer(upstreamId, { priority })
    .finally(() => underWay.delete(upstreamId));
  underWay.set(upstreamId, reading);
  return reading;
}

export interface ObserveOptions {
  readonly source: ObservationSource;
  /** Read even if the last reading is seconds old, and never share a read that began before this call. */
  readonly force?: boolean;
  readonly priority?: 'interactive' | 'background';
}

/**
 * Re-reads a customer from upstream and applies what it says. Answers with the status that stands afterwards. All
 * hints (page views, returns, webhooks, sweeps) lead here; none of them sets a status itself (law 7).
 * Errors: those of the upstream read; `not_found` also when upstream never confirmed the customer.
 */
export async function observeCustomer(
  scope: Scope,
  customer: CustomerRef,
  options: ObserveOptions,
): Promise<Result<{ readonly status: string }>> {
  const { upstreamId } = customer;
  if (upstreamId === null) return err({ kind: 'not_found', retryable: true });
  const priority = options.priority ?? 'interactive';
  const ageMs = customer.observedAt === null ? Number.POSITIVE_INFINITY : Date.now() - customer.observedAt.getTime();
  if (!options.force && ageMs < FRESH_MS) return ok({ status: customer.status });

  const read = options.force
    ? await onemoney().getCustomer(upstreamId, { priority })
    : await readOnce(upstreamId, priority);
  await recordUpstreamRead(read.ok ? null : read.error);
  if (!read.ok) return read;
  if (read.value.upstreamId !== upstreamId) {
    log.error({ customerId: customer.id }, 'upstream answered with another customer; the answer was dropped');
    return err({ kind: 'unexpected_response', retryable: false, httpStatus: 200 });
  }
  const how = { source: options.source, now: new Date() };
  const [applied] = await applyReadings(scope, await getDb(), [toReading(customer.id, read.value)], how);
  return ok({ status: applied?.status ?? customer.status });
}
