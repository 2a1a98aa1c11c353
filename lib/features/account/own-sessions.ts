/** One's own sessions: where they are, and ending them elsewhere. */
import 'server-only';
import { createHash } from 'node:crypto';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { deviceText } from '@/lib/platform/auth/device-text';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { err, ok, type Result } from '@/lib/result';
import type { SessionItem } from './session-view.rules';
import { listOwnSessions, type OwnSession } from './sessions.queries';
import { endOtherSessions as storeEndOthers, endOwnSession as storeEndOwn } from './sessions.writes';

interface Limits {
  readonly sessionIdleMs: number;
}

/** Pages name a session without showing what the database looks it up by. */
function toPublicId({ idHash }: OwnSession): string {
  return createHash('sha256').update(`session:${idHash}`).digest('base64url').slice(0, 22);
}

async function list(scope: StaffScope, { sessionIdleMs }: Limits): Promise<readonly OwnSession[]> {
  const now = new Date();
  return listOwnSessions(scope, await getDb(), { now, idleSince: new Date(now.getTime() - sessionIdleMs) });
}

export async function readOwnSessions(scope: StaffScope, limits: Limits): Promise<readonly SessionItem[]> {
  return (await list(scope, limits)).map((session) => ({
    id: toPublicId(session),
    isThisOne: session.idHash === scope.sessionId,
    device: deviceText(session.userAgent),
    address: session.address,
    startedAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
  }));
}

/** Errors: `not_found` (another person's, ended or made up: all the same). */
export async function endOwnSession(
  scope: StaffScope,
  id: string,
  { origin, ...limits }: Limits & { readonly origin: Origin },
): Promise<Result<null>> {
  const session = (await list(scope, limits)).find((each) => toPublicId(each) === id);
  const notFound = err({ kind: 'not_found', retryable: false } as const);
  if (!session) return notFound;
  const details = { device: deviceText(session.userAgent), address: session.address };
  const ending = { idHash: session.idHash, details };
  return (await storeEndOwn(scope, await getDb(), ending, { now: new Date(), origin })) ? ok(null) : notFound;
}

/** Returns the number of sessions that it ended. */
export async function endOtherSessions(scope: StaffScope, origin: Origin): Promise<number> {
  return storeEndOthers(scope, await getDb(), { now: new Date(), origin });
}
