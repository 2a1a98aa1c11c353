import 'server-only';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { RAW_READS } from '@/lib/platform/rate-limit/limits';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { err, ok, type Result, tooManyTries } from '@/lib/result';
import { onemoney } from './onemoney-client';

const MAX_CHARACTERS = 200_000;

/** Characters that are not seen or that turn others around; as escapes they stay valid JSON. */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * What upstream answers about a customer, as indented JSON, read now because an admin asked. It holds personal data
 * (directors, owners, addresses): it is shown once and stored nowhere, and the trail says who looked.
 * Errors: `forbidden`, `not_found`, `rate_limited`, those of the upstream read.
 */
export async function readRawCustomer(scope: StaffScope, customerId: string, origin: Origin): Promise<Result<string>> {
  if (scope.role !== 'admin') return err({ kind: 'forbidden', retryable: false });
  const db = await getDb();
  const customer = await getCustomerRef(scope, db, customerId);
  if (!customer || customer.upstreamId === null) return err({ kind: 'not_found', retryable: false });
  const retryAfterMs = await consumeRateLimit(scope, db, {
    ...RAW_READS,
    key: scope.userId,
  });
  if (retryAfterMs > 0) return tooManyTries(retryAfterMs);
  let requestId: string | undefined;
  const read = await onemoney().getCustomerJson(customer.upstreamId, {
    priority: 'interactive',
    onExchange: (report) => {
      requestId = report.requestId ?? undefined;
    },
  });
  await insertAudit(scope, db, {
    act: 'customer.raw_read',
    outcome: read.ok ? 'ok' : 'failed',
    customerId: customer.id,
    requestId,
    origin,
  });
  return read.ok ? ok(toText(read.value)) : read;
}

function toText(json: unknown): string {
  const text = JSON.stringify(json, null, 2).replace(UNSEEN, toEscapes);
  return text.length <= MAX_CHARACTERS ? text : `${text.slice(0, MAX_CHARACTERS)}\n… cut after 200,000 characters`;
}

function toEscapes(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
