'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { passwordProblem } from '@/lib/auth/password-rule';
import { hashPassword } from '@/lib/auth/passwords';
import { isOwnOrigin, requestOrigin } from '@/lib/auth/request-origin';
import { env } from '@/lib/env';
import { staffName } from '@/lib/kyb/team';
import type { AppError } from '@/lib/result';
import { setPassword } from '@/lib/services/set-password';
import type { ActionState } from './action-state';
import { waitText } from './error-text';
import { keepable, readForm } from './read-form';
import { runSafely } from './run-action';

const input = z.strictObject({
  token: z.string().max(100),
  /** Missing where a member of staff resets a password and keeps the name. */
  name: staffName.optional(),
  password: z.string().min(1, 'A password is needed.').max(4096, 'The password is too long.'),
});

/** For whoever holds a mailed link. The link is judged by the service; looking at its page used nothing up. */
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
    problem: (link: { readonly email: string; readonly name: string }) =>
      passwordProblem(password, [link.email, name ?? link.name, env().partnerName]),
    hash: () => hashPassword(password),
  };
  const origin = await requestOrigin();
  const set = await runSafely('set password', () => setPassword({ token, name }, judge, origin));
  if (!set.ok) return refuse(refusalText(set.error));
  if (set.value !== 'done') return refuse('Please choose another password.', { password: set.value.problem });
  redirect('/sign-in?password=set');
}

function refusalText(error: AppError): string {
  switch (error.kind) {
    case 'not_found':
      return 'This link does not work any more: it was used, replaced, or is too old. Ask an admin for a new one.';
    case 'rate_limited':
      return `Too many tries. Wait ${waitText(error.retryAfterMs)}, then try again.`;
    default:
      return 'The portal has a problem on its side. Your link still works: try again in a minute.';
  }
}
