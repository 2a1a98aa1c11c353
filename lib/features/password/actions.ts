'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { env } from '@/lib/env';
import { isShortPassword, passwordProblem } from '@/lib/platform/auth/password-rule';
import { hashPassword } from '@/lib/platform/auth/passwords';
import { isOwnOrigin, requestOrigin } from '@/lib/platform/auth/request-origin';
import type { ActionState } from '@/lib/platform/forms/action-state';
import { waitText } from '@/lib/platform/forms/error-text';
import { keepable, readForm } from '@/lib/platform/forms/read-form';
import { runSafely } from '@/lib/platform/forms/run-action';
import { staffName } from '@/lib/platform/input/staff-name';
import type { AppError } from '@/lib/result';
import { requestReset } from './request-reset';
import { staffMailInput } from './rules';
import { setPassword } from './set-password';

const input = z.strictObject({
  token: z.string().max(100),
  /** Missing where a member of staff resets a password and keeps the name. */
  name: staffName.optional(),
  password: z.string().min(1, 'A password is needed.').max(4096, 'The password is too long.'),
});

/** For the holder of a mailed link. The use case checks the link; opening its page used nothing up. */
export async function setPasswordAction(_previous: ActionState, formData: FormData): Promise<ActionState> {
  const values = readForm(formData) ?? {};
  const refuse = (message: string, fieldErrors: Readonly<Record<string, string>> = {}): ActionState => ({
    status: 'error',
    message,
    fieldErrors,
    values: keepable(values),
  });
  if (!isOwnOrigin(await headers()))
    return refuse('This form came from another site. Open the link of the mail again.');
  const parsed = input.safeParse(values);
  if (!parsed.success) {
    const entries = parsed.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message]);
    const fieldErrors = Object.fromEntries(entries.filter(([field]) => field === 'name' || field === 'password'));
    return refuse('Please check the form.', fieldErrors);
  }
  const { token, name = null, password } = parsed.data;
  const judge = {
    problem: (link: { readonly email: string; readonly name: string; readonly hasFactor: boolean }) => {
      const context = [link.email, name ?? link.name, env().partnerName];
      return passwordProblem(password, { context, hasFactor: link.hasFactor });
    },
    hash: () => hashPassword(password),
  };
  const origin = await requestOrigin();
  const set = await runSafely('set password', () =>
    setPassword({ token, name, isShort: isShortPassword(password) }, judge, origin),
  );
  if (!set.ok) return refuse(refusalText(set.error));
  if (set.value !== 'done') return refuse('Please choose another password.', { password: set.value.problem });
  redirect('/sign-in?password=set');
}

/** The answer is the same for every address, whether or not it has an account here. */
export async function requestResetAction(_previous: ActionState, formData: FormData): Promise<ActionState> {
  const values = readForm(formData) ?? {};
  const refuse = (message: string, fieldErrors: Readonly<Record<string, string>> = {}): ActionState => ({
    status: 'error',
    message,
    fieldErrors,
    values: keepable(values),
  });
  if (!isOwnOrigin(await headers()))
    return refuse('This form came from another site. Open the portal’s own sign-in page.');
  const parsed = staffMailInput.safeParse(values);
  if (!parsed.success)
    return refuse('Please check the form.', { email: parsed.error.issues[0]?.message ?? 'E-mail is needed.' });
  const { email } = parsed.data;
  const origin = await requestOrigin();
  const asked = await runSafely('ask for a password reset', () => requestReset(email, origin));
  if (!asked.ok)
    return refuse(
      asked.error.kind === 'rate_limited'
        ? `That was asked for too often. Wait ${waitText(asked.error.retryAfterMs)}, then try again.`
        : 'The portal has a problem on its side. Try again in a minute.',
    );
  return {
    status: 'ok',
    message: `If ${email} has an account with a password here, a link to set a new one is on its way. It works once, for 30 minutes.`,
  };
}

function refusalText(error: AppError): string {
  switch (error.kind) {
    case 'not_found':
      return 'This link does not work any more: it was used, replaced, or is too old. Ask for a new one.';
    case 'rate_limited':
      return `Too many tries. Wait ${waitText(error.retryAfterMs)}, then try again.`;
    default:
      return 'The portal has a problem on its side. Your link still works: try again in a minute.';
  }
}
