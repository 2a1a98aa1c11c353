'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { isOwnOrigin, requestOrigin } from '@/lib/auth/request-origin';
import { toSafePath } from '@/lib/auth/safe-path';
import { endCurrentSession, getScope } from '@/lib/auth/session';
import { encodeSessionToken, SESSION_ABSOLUTE_MS, sessionCookie } from '@/lib/auth/session-token';
import { startStaffSession } from '@/lib/auth/start-staff-session';
import { log } from '@/lib/log';
import type { AppError, Result } from '@/lib/result';
import { recordSignOut } from '@/lib/services/record-sign-out';
import { leaveSso } from '@/lib/services/single-sign-on';
import type { ActionState } from './action-state';
import { readForm } from './read-form';

export async function signInAction(_previous: ActionState, formData: FormData): Promise<ActionState> {
  const values = readForm(formData) ?? {};
  const email = values.email ?? '';
  const refuse = (message: string, fieldErrors: Record<string, string> = {}): ActionState => ({
    status: 'error',
    message,
    fieldErrors,
    values: { email },
  });
  if (!isOwnOrigin(await headers()))
    return refuse('This form came from another site. Open the portal’s own sign-in page.');
  if (email.trim() === '' || !values.password)
    return refuse('Please fill in both fields.', {
      ...(email.trim() === '' && { email: 'E-mail is needed.' }),
      ...(!values.password && { password: 'Password is needed.' }),
    });

  const started = await tryToStart(email, values.password);
  if (!started.ok) return refuse(signInText(started.error));
  const { name, secure } = sessionCookie();
  (await cookies()).set(name, await encodeSessionToken(started.value.sessionId), {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: SESSION_ABSOLUTE_MS / 1000,
  });
  redirect(toSafePath(values.next));
}

async function tryToStart(email: string, password: string): Promise<Result<{ readonly sessionId: string }>> {
  try {
    return await startStaffSession({ email, password }, await requestOrigin());
  } catch (error) {
    log.error({ err: error }, 'sign-in failed unexpectedly');
    return { ok: false, error: { kind: 'portal_unavailable', retryable: true } };
  }
}

/** One sentence for every wrong pair, so that nobody learns which addresses have accounts. */
function signInText(error: AppError): string {
  if (error.kind === 'rate_limited') {
    const seconds = Math.ceil(error.retryAfterMs / 1000);
    const wait = seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
    return `Too many tries. Wait ${wait}, then try again.`;
  }
  if (error.kind === 'conflict') return 'Signing in by password is switched off. Use single sign-on.';
  if (error.kind === 'portal_unavailable') return 'The portal has a problem on its side. Try again in a minute.';
  return 'E-mail and password do not match an account.';
}

export async function signOutAction(): Promise<void> {
  if (!isOwnOrigin(await headers())) redirect('/customers');
  const scope = await getScope();
  const providerSignOutUrl = scope && (await leaveSso(scope));
  await endCurrentSession();
  if (scope) await recordSignOut(scope, await requestOrigin());
  redirect(providerSignOutUrl ? providerSignOutUrl : '/sign-in');
}
