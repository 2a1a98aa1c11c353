/** Who is asking: the scope of the current request, from its session row. Pages, actions and handlers start here. */
import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { getDb } from '@/lib/db/client';
import { getLiveSession } from '@/lib/db/queries/staff';
import { endSession, touchSession } from '@/lib/db/writes/staff';
import { type StaffRole, type StaffScope, systemScope } from '@/lib/scope';
import { toSafePath } from './safe-path';
import { decodeSessionToken, hashSessionId, SESSION_IDLE_MS, sessionCookie } from './session-token';

/** Writing the time of the last request more often than this would cost a write a request. */
const TOUCH_INTERVAL_MS = 60_000;

async function currentSessionHash(): Promise<string | null> {
  const value = (await cookies()).get(sessionCookie().name)?.value;
  const sessionId = value ? await decodeSessionToken(value) : null;
  return sessionId === null ? null : hashSessionId(sessionId);
}

/** The scope of the signed-in member of staff, or null. Looked up once a request. Counts as being active. */
export const getScope = cache(async (): Promise<StaffScope | null> => {
  const idHash = await currentSessionHash();
  return idHash === null ? null : findScope(idHash, { isActivity: true });
});

/** The same for requests that pages make by themselves: a forgotten tab must not keep its session alive. */
export async function peekScope(): Promise<{ scope: StaffScope; isStillAllowed: () => Promise<boolean> } | null> {
  const idHash = await currentSessionHash();
  const scope = idHash === null ? null : await findScope(idHash, { isActivity: false });
  if (idHash === null || scope === null) return null;
  return { scope, isStillAllowed: async () => (await findScope(idHash, { isActivity: false })) !== null };
}

async function findScope(idHash: string, { isActivity }: { isActivity: boolean }): Promise<StaffScope | null> {
  const db = await getDb();
  const scope = systemScope('session');
  const now = new Date();
  const session = await getLiveSession(scope, db, idHash, {
    now,
    idleSince: new Date(now.getTime() - SESSION_IDLE_MS),
  });
  if (!session) return null;
  const isDue = now.getTime() - session.lastSeenAt.getTime() > TOUCH_INTERVAL_MS;
  if (isActivity && isDue) await touchSession(scope, db, idHash, now);
  const { userId, role, email, name } = session;
  return { kind: 'staff', userId, sessionId: idHash, role, email, name };
}

/** For pages: the scope, or off to the sign-in page and back here afterwards. */
export async function requireScope(returnTo: string): Promise<StaffScope> {
  const scope = await getScope();
  if (!scope) redirect(`/sign-in?next=${encodeURIComponent(toSafePath(returnTo))}`);
  return scope;
}

export function hasRole(scope: StaffScope, roles: readonly StaffRole[]): boolean {
  return roles.includes(scope.role);
}

/** Ends the current session's row and forgets its cookie. Actions and handlers only. */
export async function endCurrentSession(): Promise<void> {
  const idHash = await currentSessionHash();
  (await cookies()).delete(sessionCookie().name);
  if (idHash !== null) await endSession(systemScope('sign-out'), await getDb(), idHash, new Date());
}
