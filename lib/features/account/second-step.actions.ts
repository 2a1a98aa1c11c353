'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { secondStepInput } from '@/lib/platform/auth/factors/second-factor.rules';
import { finishByCode } from '@/lib/platform/auth/factors/second-step';
import { forgetSignInId, getSignInId } from '@/lib/platform/auth/factors/sign-in-cookie';
import { isOwnOrigin, requestOrigin } from '@/lib/platform/auth/request-origin';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import { keepSession } from '@/lib/platform/auth/session';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { readForm } from '@/lib/platform/forms/read-form';
import { runSafely } from '@/lib/platform/forms/run-action';
import { factorErrorText } from './errors';

/** For a browser that has shown the right password within the last five minutes. */
export async function secondStepAction(_previous: ActionState, formData: FormData): Promise<ActionState> {
  const refuse = (message: string): ActionState => ({ status: 'error', message, fieldErrors: {}, values: {} });
  if (!isOwnOrigin(await headers()))
    return refuse('This form came from another site. Open the portal’s own sign-in page.');
  const parsed = secondStepInput.safeParse(readForm(formData));
  if (!parsed.success) return refuse(parsed.error.issues[0]?.message ?? 'A code is needed.');
  const { code, next } = parsed.data;
  const [pendingId, origin] = [await getSignInId(), await requestOrigin()];
  const finished = await runSafely('second step', () => finishByCode(pendingId, code, origin));
  if (!finished.ok) {
    if (finished.error.kind === 'not_found') redirect('/sign-in?step=over');
    return refuse(factorErrorText(finished.error));
  }
  await forgetSignInId();
  await keepSession(finished.value.sessionId);
  redirect(toSafePath(next));
}
