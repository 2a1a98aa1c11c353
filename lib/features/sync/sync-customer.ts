import 'server-only';
import type { CustomerRef } from '@/lib/features/customers/customers.queries';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import { log } from '@/lib/log';
import type { UpstreamCustomer } from '@/lib/onemoney/to-domain';
import { type Scope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { listDueMails } from '@/lib/platform/mail/mails.writes';
import { enqueueMail } from '@/lib/platform/mail/queue-mail';
import { err, ok, type Result } from '@/lib/result';
import { applySnapshots } from './observations.writes';
import { onemoney } from './onemoney-client';
import { toSnapshot } from './to-snapshot';
import { recordUpstreamRead } from './upstream-health';

/** One read per customer in this time is enough for looking; creating a link always reads again. */
const FRESH_MS = 5_000;
/** Addresses of one business that hear of news at once. */
const MOST_INVITED = 100;

interface Read {
  /** When the read began: what upstream said is at least as new as this. */
  readonly readAt: Date;
  readonly result: Result<UpstreamCustomer>;
}

const underWay = new Map<string, Promise<Read>>();

async function read(upstreamId: string, priority: 'interactive' | 'background'): Promise<Read> {
  const readAt = new Date();
  return { readAt, result: await onemoney().getCustomer(upstreamId, { priority }) };
}

/** One upstream read at a time per customer; whoever asks meanwhile gets the same answer. */
function readOnce(upstreamId: string, priority: 'interactive' | 'background'): Promise<Read> {
  const running = underWay.get(upstreamId);
  if (running) return running;
  const reading = read(upstreamId, priority).finally(() => underWay.delete(upstreamId));
  underWay.set(upstreamId, reading);
  return reading;
}

export interface ObserveOptions {
  readonly source: ObservationSource;
  /** Read even if the last reading is seconds old, and never share a read that began before this call. */
  readonly force?: boolean;
  readonly priority?: 'interactive' | 'background';
}

export interface Observed {
  /** The status that stands afterwards. */
  readonly status: string;
  /** `recent`: the last reading is seconds old, so upstream was not asked again. */
  readonly outcome: 'changed' | 'unchanged' | 'outdated' | 'imported' | 'recent';
  readonly readAt: Date;
}

/**
 * Re-reads a customer from upstream and applies what it says. All hints (page views, returns, webhooks, sweeps) lead
 * here; none of them sets a status itself (law 7).
 * Errors: those of the upstream read; `not_found` also when upstream never confirmed the customer.
 */
export async function syncCustomer(
  scope: Scope,
  customer: CustomerRef,
  options: ObserveOptions,
): Promise<Result<Observed>> {
  const { upstreamId, status } = customer;
  if (upstreamId === null) return err({ kind: 'not_found', retryable: true });
  const recentAt = options.force ? null : recentObservation(customer, options.source);
  if (recentAt !== null) return ok({ status, outcome: 'recent', readAt: recentAt });

  const priority = options.priority ?? 'interactive';
  const { readAt, result } = options.force ? await read(upstreamId, priority) : await readOnce(upstreamId, priority);
  await recordUpstreamRead(result.ok ? null : result.error);
  if (!result.ok) return result;
  if (result.value.upstreamId !== upstreamId) {
    log.error({ customerId: customer.id }, 'upstream answered with another customer; the answer was dropped');
    return err({ kind: 'unexpected_response', retryable: false, httpStatus: 200 });
  }
  const how = { source: options.source, now: readAt };
  const [applied] = await applySnapshots(scope, await getDb(), [toSnapshot(customer.id, result.value)], how);
  if (applied?.outcome === 'changed') await enqueueStatusEmails(customer.id);
  return applied ? ok({ ...applied, readAt }) : err({ kind: 'not_found', retryable: false });
}

/** When the last reading was made, if it will do. One from before the browser came back knows nothing of the form. */
function recentObservation({ observedAt, observedBy }: CustomerRef, source: ObservationSource): Date | null {
  if (observedAt === null || Date.now() - observedAt.getTime() >= FRESH_MS) return null;
  return source !== 'return' || observedBy === 'return' || observedBy === 'check' ? observedAt : null;
}

/** The news of a change were committed with it; the catch-up would send them within a minute. */
async function enqueueStatusEmails(customerId: string): Promise<void> {
  const due = { customerId, now: new Date(), limit: MOST_INVITED };
  for (const mailId of await listDueMails(systemScope('news'), await getDb(), due)) await enqueueMail(mailId);
}
