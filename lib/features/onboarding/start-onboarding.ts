import 'server-only';
import { env } from '@/lib/env';
import { type CustomerRef, getCustomerRef } from '@/lib/features/customers/customers.queries';
import { recordLink, releaseLinkLock, takeLinkLock } from '@/lib/features/customers/customers.writes';
import { readReentry } from '@/lib/features/settings/rule-settings';
import { onemoney } from '@/lib/features/sync/onemoney-client';
import { insertOperation, markOpen } from '@/lib/features/sync/operations.writes';
import { type Observed, syncCustomer } from '@/lib/features/sync/sync-customer';
import { isEditable } from '@/lib/kyb/status';
import type { OnboardingUrl } from '@/lib/onemoney/onboarding-url';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { type ActingScope, actorId } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { checkLimit } from '@/lib/platform/rate-limit/check-limit';
import { LINKS } from '@/lib/platform/rate-limit/limits';
import { type AppError, err, ok, type Result } from '@/lib/result';
import { returnUrl } from './return-state';

/** The lease outlives its holder's work: at most three upstream calls, and what the database takes. */
const UPSTREAM_CALLS = 3;
const MARGIN_MS = 5_000;
/** After a link was created, the second half of a double click must not use up another one. */
const AFTER_MINT_MS = 3_000;

export interface StartOptions {
  /** Language of the hosted form, BCP 47; a rejection of it by upstream does not stop the start. */
  readonly locale?: string | undefined;
  /** The invite that led here, so that its state can show the return. */
  readonly inviteId?: string | undefined;
  /** A read of upstream that this very request has made already; without it, upstream is read here (law 2). */
  readonly fresh?: Observed | undefined;
}

/**
 * Creates an onboarding link for one click of a person: takes the customer's lease, re-reads the customer from
 * upstream, and only if upstream still allows editing creates the link (laws 1 and 2). The URL is returned for one 303
 * and kept nowhere (law 3). Errors: `not_found`, `conflict` (`confirming`, `being_opened`), `not_editable` with the
 * fresh status, and the errors of the two upstream calls.
 */
export async function startOnboarding(
  scope: ActingScope,
  customerId: string,
  origin: Origin,
  options: StartOptions = {},
): Promise<Result<OnboardingUrl>> {
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, customerId);
  if (!customer) return err({ kind: 'not_found', retryable: false });
  if (customer.upstreamId === null) return err({ kind: 'conflict', reason: 'confirming', retryable: true });

  const now = new Date();
  const leaseMs = UPSTREAM_CALLS * env().onemoney.timeoutMs + MARGIN_MS;
  const lease = { now, until: new Date(now.getTime() + leaseMs) };
  if (!(await takeLinkLock(scope, db, customer.id, lease)))
    return err({ kind: 'conflict', reason: 'being_opened', retryable: true });

  let isHeld = true;
  try {
    const created = await createLink(scope, customer, customer.upstreamId, { origin, lease, ...options });
    // With the link the lease was shortened, in one transaction.
    if (created.ok) isHeld = false;
    else await recordRefusal(scope, customer, created.error, origin);
    return created;
  } finally {
    if (isHeld) await releaseLinkLock(scope, db, customer.id, { lease });
  }
}

async function createLink(
  scope: ActingScope,
  customer: CustomerRef,
  upstreamId: string,
  {
    origin,
    lease,
    locale,
    inviteId,
    fresh: known,
  }: StartOptions & { readonly origin: Origin; readonly lease: { readonly until: Date } },
): Promise<Result<OnboardingUrl>> {
  const [fresh, reentry] = await Promise.all([
    known ? ok(known) : syncCustomer(scope, customer, { source: 'start', force: true }),
    readReentry(),
  ]);
  if (!fresh.ok) return fresh;
  if (!isEditable(fresh.value.status, reentry)) return notEditable(fresh.value.status);

  const db = await getDb();
  const limited = await checkLimit(scope, db, LINKS, customer.id);
  if (limited) return limited;
  const operationId = crypto.randomUUID();
  const idempotencyKey = crypto.randomUUID();
  const redirectUrl = await returnUrl({ customerId: customer.id, inviteId });
  await insertOperation(scope, db, {
    id: operationId,
    kind: 'create_link',
    customerId: customer.id,
    actor: actorId(scope),
    idempotencyKey,
    body: JSON.stringify({ redirect_url: redirectUrl, locale }),
    now: new Date(),
    isSent: true,
  });
  const link = await onemoney().createOnboardingLink(
    {
      customerId: upstreamId,
      redirectUrl,
      idempotencyKey,
      ...(locale !== undefined && { locale }),
    },
    { priority: 'interactive' },
  );
  if (link.ok) {
    const { url, expiresAt } = link.value;
    const now = new Date();
    const holdUntil = new Date(now.getTime() + AFTER_MINT_MS);
    await recordLink(scope, db, { customerId: customer.id, operationId, expiresAt, origin, now, lease, holdUntil });
    return ok(url);
  }
  // A link with an unknown outcome needs no look-up: unused it expires, and the next click makes another.
  const { detail: _detail, ...error } = link.error;
  await markOpen(scope, db, operationId, { state: 'rejected', error, requestId: error.requestId });
  if (link.error.kind !== 'upstream_rejected') return link;
  // Upstream rejected the link although it had just said "editable": the status decides what we say, so read it again.
  const after = await syncCustomer(scope, customer, { source: 'start', force: true });
  return after.ok && !isEditable(after.value.status, await readReentry()) ? notEditable(after.value.status) : link;
}

function notEditable(status: string): Result<never> {
  return err({ kind: 'not_editable', status, retryable: false });
}

async function recordRefusal(
  scope: ActingScope,
  customer: CustomerRef,
  error: AppError,
  origin: Origin,
): Promise<void> {
  await insertAudit(scope, await getDb(), {
    act: 'link.refused',
    outcome: error.kind === 'not_editable' || error.kind === 'upstream_rejected' ? 'refused' : 'failed',
    customerId: customer.id,
    requestId: error.requestId,
    origin,
    details: { kind: kindOnRecord(error), ...(error.kind === 'not_editable' && { status: error.status }) },
  });
}

/** The overview counts by this word, and our own limit says nothing about 1Money. */
function kindOnRecord(error: AppError): string {
  return error.kind === 'rate_limited' && error.by === 'portal' ? 'portal_limit' : error.kind;
}
