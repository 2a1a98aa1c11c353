'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { leaveSso } from '@/lib/features/sso/sso-settings';
import { log } from '@/lib/log';
import { type Begun, beginSignIn } from '@/lib/platform/auth/begin-sign-in';
import { keepSignInId } from '@/lib/platform/auth/factors/sign-in-cookie';
import { isOwnOrigin, requestOrigin } from '@/lib/platform/auth/request-origin';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { endCurrentSession, getSignedIn, keepSession } from '@/lib/platform/auth/session';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { readForm } from '@/lib/platform/forms/read-form';
import type { AppError, Result } from '@/lib/result';
import { recordSignOut } from './record-sign-out';

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
  const next = toSafePath(values.next);
  if ('pendingId' in started.value) {
    await keepSignInId(started.value.pendingId);
    redirect(`/sign-in/second-step?next=${encodeURIComponent(next)}`);
  }
  await keepSession(started.value.sessionId);
  redirect(next);
}

async function tryToStart(email: string, password: string): Promise<Result<Begun>> {
  try {
    return await beginSignIn({ email, password }, await requestOrigin());
  } catch (error) {
    log.error({ err: error }, 'sign-in failed unexpectedly');
    return { ok: false, error: { kind: 'portal_unavailable', retryable: true } };
  }
}

/** One sentence for every wrong pair, so that it does not reveal which addresses have accounts. */
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

/** With a field `next`, this is a sign-out in order to sign in again and continue there. */
export async function signOutAction(formData?: FormData): Promise<void> {
  if (!isOwnOrigin(await headers())) redirect('/customers');
  const scope = await getSignedIn();
  const providerSignOutUrl = scope && (await leaveSso(scope));
  await endCurrentSession();
  if (scope) await recordSignOut(scope, await requestOrigin());
  // A hand-made call may pass anything.
  const next = formData instanceof FormData ? formData.get('next') : null;
  // The provider would let them in again at once, without asking anything, unless they sign out there as well.
  if (providerSignOutUrl) redirect(providerSignOutUrl);
  redirect(next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(toSafePath(next))}`);
}
