/** Who is asking: the scope of the current request, from its session row. Pages, actions and handlers start here. */
import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { getDb } from '@/lib/db/client';
import { endSession } from '@/lib/db/writes/staff';
import { type StaffRole, type StaffScope, systemScope } from '@/lib/scope';
import { readSession } from './read-session';
import { toSafePath } from './safe-path';
import { decodeSessionToken, hashSessionId, sessionCookie } from './session-token';

async function currentSessionHash(): Promise<string | null> {
  const value = (await cookies()).get(sessionCookie().name)?.value;
  const sessionId = value ? await decodeSessionToken(value) : null;
  return sessionId === null ? null : hashSessionId(sessionId);
}

/** The scope of the signed-in member of staff, or null. Looked up once a request. Counts as being active. */
export const getScope = cache(async (): Promise<StaffScope | null> => {
  const idHash = await currentSessionHash();
  return idHash === null ? null : readSession(idHash, { isActivity: true });
});

/** The same for requests that pages make by themselves: a forgotten tab must not keep its session alive. */
export async function peekScope(): Promise<{ scope: StaffScope; isStillAllowed: () => Promise<boolean> } | null> {
  const idHash = await currentSessionHash();
  const scope = idHash === null ? null : await readSession(idHash, { isActivity: false });
  if (idHash === null || scope === null) return null;
  return { scope, isStillAllowed: async () => (await readSession(idHash, { isActivity: false })) !== null };
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
