import 'server-only';
import { getDb } from '@/lib/platform/db/client';
import { type StaffScope, systemScope } from './scope';
import { SESSION_IDLE_MS } from './session-token';
import { getLiveSession, type LiveSession } from './staff.queries';
import { touchSession } from './staff.writes';

/** Writing the time of the last request more often than this would cost a write a request. */
const TOUCH_INTERVAL_MS = 60_000;

/** The scope of a session by the hash of its id; null once it has ended, idled out, expired or lost its account. */
export async function readSession(
  idHash: string,
  { isActivity, now = new Date() }: { readonly isActivity: boolean; readonly now?: Date },
): Promise<StaffScope | null> {
  const db = await getDb();
  const scope = systemScope('session');
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const session = await getLiveSession(scope, db, idHash, { now, idleSince });
  if (!session) return null;
  const isDue = now.getTime() - session.lastSeenAt.getTime() > TOUCH_INTERVAL_MS;
  if (isActivity && isDue) await touchSession(scope, db, idHash, now);
  const { userId, role, email, name, isMasked, reauthenticatedAt } = session;
  return {
    ...{ kind: 'staff', userId, sessionId: idHash, role, email, name, isMasked, reauthenticatedAt },
    needsFactor: needsFactor(session),
  };
}

/**
 * A short password counts only with a second factor; for SSO sign-ins the provider decides which factors to ask for.
 */
function needsFactor({ hasFactor, isPasswordShort, isFactorRequired, signedInBy }: LiveSession): boolean {
  if (hasFactor) return false;
  return isPasswordShort || (isFactorRequired && signedInBy !== 'sso');
}
