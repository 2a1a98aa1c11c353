/** Who is asking: the scope of the current request, from its session row. Pages, actions and handlers start here. */
import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { getDb } from '@/lib/platform/db/client';
import { readSession } from './read-session';
import { toSafePath } from './safe-path';
import { type StaffRole, type StaffScope, systemScope } from './scope';
import {
  decodeSessionToken,
  encodeSessionToken,
  hashSessionId,
  SESSION_ABSOLUTE_MS,
  sessionCookie,
} from './session-token';
import { endSession } from './staff.writes';

async function currentSessionHash(): Promise<string | null> {
  const value = (await cookies()).get(sessionCookie().name)?.value;
  const sessionId = value ? await decodeSessionToken(value) : null;
  return sessionId === null ? null : hashSessionId(sessionId);
}

/**
 * The signed-in person, also while they still have to set up a second factor. Looked up once per request; counts as
 * activity. For setting up a factor, signing out and reauthentication; everything else uses the scope below.
 */
export const getSignedIn = cache(async (): Promise<StaffScope | null> => {
  const idHash = await currentSessionHash();
  return idHash === null ? null : readSession(idHash, { isActivity: true });
});

/** The scope of the signed-in member of staff; null when signed out, and while a second factor is still missing. */
export async function getScope(): Promise<StaffScope | null> {
  return unlessFactorIsOwed(await getSignedIn());
}

function unlessFactorIsOwed(scope: StaffScope | null): StaffScope | null {
  return scope?.needsFactor ? null : scope;
}

/** The same for requests that pages make on their own: a forgotten tab must not keep its session alive. */
export async function peekScope(): Promise<{ scope: StaffScope; isStillAllowed: () => Promise<boolean> } | null> {
  const idHash = await currentSessionHash();
  if (idHash === null) return null;
  const look = async () => unlessFactorIsOwed(await readSession(idHash, { isActivity: false }));
  const scope = await look();
  return scope && { scope, isStillAllowed: async () => (await look()) !== null };
}

/** For pages: the scope, or off to the sign-in page and back here afterwards. */
export async function requireScope(returnTo: string): Promise<StaffScope> {
  const scope = await requireSignedIn(returnTo);
  if (scope.needsFactor) redirect(`/sign-in/set-up?next=${encodeURIComponent(toSafePath(returnTo))}`);
  return scope;
}

/** The same for pages of those who still have to set up a second factor. */
export async function requireSignedIn(returnTo: string): Promise<StaffScope> {
  const scope = await getSignedIn();
  if (!scope) redirect(`/sign-in?next=${encodeURIComponent(toSafePath(returnTo))}`);
  return scope;
}

export function hasRole(scope: StaffScope, roles: readonly StaffRole[]): boolean {
  return roles.includes(scope.role);
}

/** Gives the browser the cookie of a session. Actions and handlers only. */
export async function keepSession(sessionId: string): Promise<void> {
  const { name, secure } = sessionCookie();
  (await cookies()).set(name, await encodeSessionToken(sessionId), {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: SESSION_ABSOLUTE_MS / 1000,
  });
}

/** Ends the current session's row and forgets its cookie. Actions and handlers only. */
export async function endCurrentSession(): Promise<void> {
  const idHash = await currentSessionHash();
  (await cookies()).delete(sessionCookie().name);
  if (idHash !== null) await endSession(systemScope('sign-out'), await getDb(), idHash, new Date());
}
