'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import {
  askForSecondStep,
  askForSignIn,
  finishByPasskey,
  signInByPasskey,
} from '@/lib/platform/auth/factors/passkey-sign-in';
import { passkeyHost } from '@/lib/platform/auth/factors/passkeys';
import { passkeyCredentialInput } from '@/lib/platform/auth/factors/second-factor.rules';
import { forgetSignInId, getSignInId, keepSignInId, newSignInId } from '@/lib/platform/auth/factors/sign-in-cookie';
import { isOwnOrigin, requestOrigin } from '@/lib/platform/auth/request-origin';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { keepSession } from '@/lib/platform/auth/session';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { readForm } from '@/lib/platform/forms/read-form';
import { runSafely } from '@/lib/platform/forms/run-action';
import { err, type Result } from '@/lib/result';
import { factorErrorText } from './errors';

const refuse = (message: string): ActionState => ({ status: 'error', message, fieldErrors: {}, values: {} });
const FROM_ELSEWHERE = 'This came from another site. Open the portal’s own sign-in page.';
const UNKNOWN = 'This passkey does not sign in here. Use your password, or another passkey.';

function told(asked: Result<string>): ActionState {
  return asked.ok ? { status: 'ok', message: '', text: asked.value } : refuse(factorErrorText(asked.error));
}

/** Open to all: the challenge for the browser's passkeys. Valid for this browser, once, for five minutes. */
export async function askPasskeyToSignInAction(_previous: ActionState, _formData: FormData): Promise<ActionState> {
  if (!isOwnOrigin(await headers()) || !passkeyHost()) return refuse(FROM_ELSEWHERE);
  const id = newSignInId();
  const origin = await requestOrigin();
  const asked = await runSafely('ask a passkey to sign in', () => askForSignIn(id, origin));
  if (asked.ok) await keepSignInId(id);
  return told(asked);
}

/** For a browser that has shown the right password. */
export async function askPasskeyForSecondStepAction(_previous: ActionState, _formData: FormData): Promise<ActionState> {
  if (!isOwnOrigin(await headers()) || !passkeyHost()) return refuse(FROM_ELSEWHERE);
  const id = await getSignInId();
  return told(await runSafely('ask a passkey for the second step', () => askForSecondStep(id)));
}

export async function signInByPasskeyAction(_previous: ActionState, formData: FormData): Promise<ActionState> {
  return finish(formData, signInByPasskey);
}

export async function secondStepByPasskeyAction(_previous: ActionState, formData: FormData): Promise<ActionState> {
  return finish(formData, finishByPasskey);
}

type Finish = typeof signInByPasskey;

async function finish(formData: FormData, by: Finish): Promise<ActionState> {
  if (!isOwnOrigin(await headers())) return refuse(FROM_ELSEWHERE);
  const parsed = passkeyCredentialInput.safeParse(readForm(formData));
  if (!parsed.success) return refuse(UNKNOWN);
  const { credential, next } = parsed.data;
  const [id, origin] = [await getSignInId(), await requestOrigin()];
  const signedIn = await runSafely('sign in by a passkey', async () =>
    passkeyHost() ? by(id, credential, origin) : err({ kind: 'not_found', retryable: false }),
  );
  if (!signedIn.ok)
    return refuse(signedIn.error.kind === 'unauthenticated' ? UNKNOWN : factorErrorText(signedIn.error));
  await forgetSignInId();
  await keepSession(signedIn.value.sessionId);
  redirect(toSafePath(next));
}
