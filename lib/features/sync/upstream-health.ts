/**
 * Whether statuses on screen can be trusted to be fresh: remembers when reads from upstream began to fail. Shared by
 * all processes through the database, written only when it changes.
 */
import 'server-only';
import type { UpstreamHealth } from '@/lib/features/customers/customer-view.rules';
import { log } from '@/lib/log';
import { type Scope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { AppError } from '@/lib/result';
import { getUpstreamState } from './upstream-state.queries';
import { putUpstreamState } from './upstream-state.writes';

const NAME = 'reads';
const HEALTHY = { state: 'ok' } as const;

type Reason = Extract<UpstreamHealth, { state: 'unreachable' }>['reason'];

/** Null for errors that say nothing about upstream's health, such as an unknown customer. */
function toReason(error: AppError): Reason | null {
  switch (error.kind) {
    case 'upstream_unavailable':
      return error.reason;
    case 'rate_limited':
      return 'rate_limited';
    case 'unexpected_response':
      return 'unreadable';
    default:
      return null;
  }
}

const REASONS: ReadonlySet<string> = new Set<Reason>([
  'network',
  'timeout',
  'http',
  'breaker',
  'credentials',
  'rate_limited',
  'unreadable',
]);

function isReason(value: unknown): value is Reason {
  return typeof value === 'string' && REASONS.has(value);
}

export async function getUpstreamHealth(_scope: Scope): Promise<UpstreamHealth> {
  const stored = await getUpstreamState(systemScope('upstream health'), await getDb(), NAME);
  if (!stored || !isReason(stored.value.reason)) return HEALTHY;
  return {
    state: 'unreachable',
    reason: stored.value.reason,
    since: stored.changedAt.toISOString(),
    referenceId: String(stored.value.referenceId),
  };
}

/** Call after every read from upstream with its error, or null when it worked. */
export async function recordUpstreamRead(error: AppError | null): Promise<void> {
  const reason = error === null ? null : toReason(error);
  if (error !== null && reason === null) return;
  const scope = systemScope('upstream health');
  const db = await getDb();
  const stored = await getUpstreamState(scope, db, NAME);
  const wasFailing = isReason(stored?.value.reason);
  if (reason === null) {
    if (wasFailing) await putUpstreamState(scope, db, { name: NAME, value: { reason: null }, changedAt: new Date() });
    return;
  }
  // The breaker only repeats what an earlier failure said more precisely.
  if (wasFailing && (reason === 'breaker' || reason === stored?.value.reason)) return;
  const referenceId = error?.requestId ?? crypto.randomUUID();
  log.warn({ reason, referenceId }, 'upstream cannot be read');
  const changedAt = wasFailing && stored ? stored.changedAt : new Date();
  await putUpstreamState(scope, db, { name: NAME, value: { reason, referenceId }, changedAt });
}
