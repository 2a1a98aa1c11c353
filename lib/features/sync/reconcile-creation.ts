/**
 * Brings one creation to its end: sends the frozen bytes under their key, and when nobody knows what happened, asks
 * upstream for the key before sending again. Used by the press of a person and by everything that cleans up later,
 * so there is one way a customer comes to be (law 6).
 */
import 'server-only';
import { confirmCustomer, rejectCustomer } from '@/lib/features/customers/customers.writes';
import { insertNotifications } from '@/lib/features/notifications/writes';
import { log } from '@/lib/log';
import type { UpstreamCustomer } from '@/lib/onemoney/to-domain';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { Scope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { type AppError, err, ok, type Result } from '@/lib/result';
import { applySnapshots } from './observations.writes';
import { onemoney } from './onemoney-client';
import type { Operation } from './operations.queries';
import { claimOperation, markOpen, replaceBody } from './operations.writes';
import { toSnapshot } from './to-snapshot';

/** Upstream promises to know a key for a day; later the same key may be refused, and only a look-up is safe. */
const KEY_WINDOW_MS = 24 * 60 * 60_000;

export type CreationOutcome = 'confirmed' | 'confirming' | 'needs_review';

interface Attempt {
  readonly scope: Scope;
  readonly operation: Operation;
  readonly customerId: string;
  readonly origin: Origin;
  readonly priority: 'interactive' | 'background';
}

/**
 * Sends or re-sends a creation. `ok` tells where it stands; an error is upstream's definite refusal of the first
 * sending, after which the customer is gone and the operation is kept as `rejected`.
 */
export async function reconcileCreation(
  scope: Scope,
  operation: Operation,
  options: { readonly origin: Origin; readonly priority: 'interactive' | 'background' },
): Promise<Result<CreationOutcome>> {
  if (operation.customerId === null) return err({ kind: 'not_found', retryable: false });
  const attempt: Attempt = { scope, operation, customerId: operation.customerId, ...options };
  const db = await getDb();
  // Somebody else is sending it at this moment.
  if (!(await claimOperation(scope, db, operation, new Date()))) return ok('confirming');

  if (wasSentBefore(operation)) {
    const found = await lookUp(attempt);
    if (found !== 'absent') return found;
    if (Date.now() - operation.createdAt.getTime() > KEY_WINDOW_MS)
      return needsReview(attempt, { kind: 'conflict', reason: 'key_too_old', retryable: false });
  }
  return send(attempt);
}

function wasSentBefore({ state, tries }: Operation): boolean {
  return state !== 'pending' || tries > 0;
}

async function send(attempt: Attempt): Promise<Result<CreationOutcome>> {
  const { scope, operation, priority } = attempt;
  const db = await getDb();
  const created = await onemoney().createLightweightCustomer(
    {
      idempotencyKey: operation.idempotencyKey,
      body: operation.body,
      onBodyChange: (body) => replaceBody(scope, db, operation.id, body),
    },
    { priority },
  );
  if (created.ok) return confirm(attempt, created.value);
  return handleFailure(attempt, created.error);
}

async function handleFailure(attempt: Attempt, error: AppError): Promise<Result<CreationOutcome>> {
  const { scope, operation } = attempt;
  switch (error.kind) {
    case 'outcome_unknown': {
      const found = await lookUp(attempt);
      if (found !== 'absent') return found;
      if (error.httpStatus === 500) return needsReview(attempt, error);
      return stayOpen(attempt, 'unknown', error);
    }
    // Definitely not carried out, and nothing is wrong with it: it goes out again later under the same key.
    case 'rate_limited':
    case 'upstream_unavailable':
      return stayOpen(attempt, operation.tries > 0 ? 'unknown' : 'pending', error);
    case 'conflict':
      return needsReview(attempt, error);
    default:
      // Nobody is there to read the refusal of a later try: the customer stays, and a person is asked to look.
      if (wasSentBefore(operation)) return needsReview(attempt, error);
      await rejectCustomer(scope, await getDb(), {
        customerId: attempt.customerId,
        operationId: operation.id,
        error: toRecord(error),
        requestId: error.requestId,
        origin: attempt.origin,
        now: new Date(),
      });
      return err(error);
  }
}

/** Asks upstream for the key. `absent` only when upstream says so; any doubt keeps the operation open. */
async function lookUp(attempt: Attempt): Promise<Result<CreationOutcome> | 'absent'> {
  const { operation, priority } = attempt;
  const found = await onemoney().findByIdempotencyKey(operation.idempotencyKey, { priority });
  if (!found.ok) return stayOpen(attempt, 'unknown', found.error);
  return found.value === null ? 'absent' : confirm(attempt, found.value);
}

async function confirm(attempt: Attempt, upstream: UpstreamCustomer): Promise<Result<CreationOutcome>> {
  const { scope, operation, customerId, origin } = attempt;
  const db = await getDb();
  const now = new Date();
  await confirmCustomer(scope, db, {
    customerId,
    operationId: operation.id,
    upstreamId: upstream.upstreamId,
    origin,
    now,
  });
  await applySnapshots(scope, db, [toSnapshot(customerId, upstream)], { source: 'create', now });
  return ok('confirmed');
}

async function stayOpen(
  { scope, operation }: Attempt,
  state: 'pending' | 'unknown',
  error: AppError,
): Promise<Result<CreationOutcome>> {
  await markOpen(scope, await getDb(), operation.id, { state, error: toRecord(error), requestId: error.requestId });
  return ok('confirming');
}

async function needsReview(
  { scope, operation, customerId }: Attempt,
  error: AppError,
): Promise<Result<CreationOutcome>> {
  log.error({ operationId: operation.id, requestId: error.requestId }, 'a creation needs a person');
  const db = await getDb();
  const notification = {
    reason: 'creation_needs_review',
    dedupeKey: `creation_needs_review:${operation.id}`,
    customerId,
  } as const;
  await insertNotifications(scope, db, [notification], new Date());
  await markOpen(scope, db, operation.id, {
    state: 'needs_review',
    error: toRecord(error),
    requestId: error.requestId,
  });
  return ok('needs_review');
}

/** What the operation keeps of an error: everything but upstream's free text. */
function toRecord({ detail: _detail, ...rest }: AppError): Record<string, unknown> {
  return { ...rest };
}
