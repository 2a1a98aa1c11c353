import 'server-only';
import { findCustomerByEmail } from '@/lib/features/customers/customers.queries';
import { insertCustomerIntent } from '@/lib/features/customers/customers.writes';
import { onemoney } from '@/lib/features/sync/onemoney-client';
import { getOperation, getOperationByIntent, type Operation } from '@/lib/features/sync/operations.queries';
import { type CreationOutcome, reconcileCreation } from '@/lib/features/sync/reconcile-creation';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { toIntentId } from '@/lib/platform/forms/intent-id';
import { enqueue } from '@/lib/platform/jobs/enqueue';
import { type AppError, err, ok, type Result } from '@/lib/result';
import type { NewCustomerInput } from './rules';

/** Upstream gets a moment before it is asked what became of a creation. */
const RECONCILE_AFTER_SECONDS = 3;

export type CreateCustomerError = AppError & {
  /** The customer that already has this address. */
  readonly duplicateOf?: { readonly id: string; readonly name: string } | undefined;
};

/**
 * Creates a customer upstream. The customer, the idempotency key and the exact body are committed before the first byte
 * is sent; the same form (`intentId`) with the same content returns the same customer, with other content it is another
 * creation. When the outcome is unknown the customer's page says "confirming" until it is reconciled. Errors:
 * `conflict` with reason `duplicate_email`, and upstream's rejections.
 */
export async function createCustomer(
  scope: StaffScope,
  input: NewCustomerInput,
  origin: Origin,
): Promise<Result<{ readonly customerId: string }, CreateCustomerError>> {
  const { intentId, firstName, lastName, email, companyName } = input;
  const intent = { ...input, intentId: toIntentId(intentId, [firstName, lastName, email, companyName]) };
  const created = await attemptCreation(scope, intent, { origin, priority: 'interactive' });
  return created.ok ? ok({ customerId: created.value.customerId }) : created;
}

export interface AttemptedCreation {
  readonly customerId: string;
  /** The state so far; `confirming` is reconciled later. */
  readonly outcome: CreationOutcome;
}

/** The same for a job that works off many and has to know the outcome. Its `intentId` belongs to one content already. */
export async function attemptCreation(
  scope: StaffScope,
  input: NewCustomerInput,
  options: { readonly origin: Origin; readonly priority: 'interactive' | 'background' },
): Promise<Result<AttemptedCreation, CreateCustomerError>> {
  const db = await getDb();
  // In this order: the second request of a double click may find the customer of the first, committed meanwhile.
  const existing = await findCustomerByEmail(scope, db, input.email);
  const sentBefore = await getOperationByIntent(scope, db, scope.userId, input.intentId);
  if (sentBefore?.customerId) return ok({ customerId: sentBefore.customerId, outcome: toOutcome(sentBefore) });
  if (existing) return err(duplicate(existing));

  const customerId = crypto.randomUUID();
  const operationId = crypto.randomUUID();
  const { intentId, ...names } = input;
  const isNew = await insertCustomerIntent(scope, db, {
    ...names,
    customerId,
    operationId,
    intentId,
    idempotencyKey: crypto.randomUUID(),
    body: onemoney().freezeCreateBody(names),
    now: new Date(),
  });
  if (!isNew) return attemptCreation(scope, input, options);

  const operation = await getOperation(scope, db, operationId);
  if (!operation) throw new Error('A committed operation has disappeared.');
  const settled = await reconcileCreation(scope, operation, options);
  if (settled.ok) {
    if (settled.value === 'confirming') await enqueueReconcile(operationId);
    return ok({ customerId, outcome: settled.value });
  }
  if (settled.error.fields?.email === 'duplicate')
    return err(duplicate(await findCustomerByEmail(scope, db, input.email)));
  return settled;
}

function toOutcome({ state }: Operation): CreationOutcome {
  if (state === 'done') return 'confirmed';
  return state === 'needs_review' ? 'needs_review' : 'confirming';
}

function enqueueReconcile(operationId: string): Promise<void> {
  return enqueue(
    'reconcile-creation',
    { operationId },
    { singletonKey: operationId, startAfterSeconds: RECONCILE_AFTER_SECONDS },
  );
}

function duplicate(existing: { readonly id: string; readonly businessName: string } | null): CreateCustomerError {
  return {
    kind: 'conflict',
    reason: 'duplicate_email',
    retryable: false,
    fields: { email: 'duplicate' },
    duplicateOf: existing ? { id: existing.id, name: existing.businessName } : undefined,
  };
}
