/** Opens a session row after any kind of sign-in. The one place where sessions begin. */
import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { Db } from '@/lib/platform/db/client';
import type { SignInWay } from '@/lib/platform/db/schema/sessions';
import { tellOfNewDevice } from './device';
import type { StaffRole } from './scope';
import { systemScope } from './scope';
import { hashSessionId, newSessionId, SESSION_ABSOLUTE_MS } from './session-token';
import { insertSession } from './staff.writes';

export interface ProvenAccount {
  readonly id: string;
  readonly role: StaffRole;
  readonly email: string;
  readonly name: string;
}

/** The id goes into the cookie and nowhere else; the row keeps its hash. */
export async function openStaffSession(
  db: Db,
  { id: userId, role, email, name }: ProvenAccount,
  origin: Origin,
  signedInBy: SignInWay = 'password',
): Promise<{ readonly sessionId: string }> {
  const sessionId = newSessionId();
  const now = new Date();
  const idHash = hashSessionId(sessionId);
  await insertSession(systemScope('sign-in'), db, {
    idHash,
    userId,
    now,
    expiresAt: new Date(now.getTime() + SESSION_ABSOLUTE_MS),
    address: origin.address,
    userAgent: origin.userAgent,
    signedInBy,
  });
  await insertAudit({ kind: 'staff', userId, sessionId: idHash, role, email, name }, db, {
    act: 'staff.signed_in',
    outcome: 'ok',
    origin,
    ...(signedInBy !== 'password' && { details: { by: signedInBy } }),
  });
  await tellOfNewDevice(db, { userId, email, sessionIdHash: idHash, origin, now });
  return { sessionId };
}
