/**
 * Actions whose form the browser submits itself, with or without scripts: the response is a 303, so an onboarding URL
 * passes through the browser's own redirect and no script sees it (law 3). An error is kept for the page, to which the
 * browser is sent back.
 */
import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { toSafePath } from '@/lib/platform/auth/safe-path';
import type { FormAction, StatefulAction } from './action-state';
import { IDLE } from './action-state';
import { forgetFormState, keepFormState } from './form-state-cookie';

/** Hidden field with the path of the form's page. */
const RETURN_FIELD = 'returnTo';

/** `subjectField`: the field that tells forms of one page apart; the page finds its result by the same value. */
export function documentAction(action: StatefulAction, subjectField: 'customerId' | 'token'): FormAction {
  return async (given) => {
    // A hand-made call may pass anything.
    const formData = given instanceof FormData ? given : new FormData();
    const returnTo = toSafePath(formData.get(RETURN_FIELD));
    // A script that calls the action would read the address; only a form submitted by the browser may get it.
    if ((await headers()).has('next-action')) redirect(returnTo);
    formData.delete(RETURN_FIELD);
    await forgetFormState();
    const state = await action(IDLE, formData);
    await keepFormState(String(formData.get(subjectField)), state);
    redirect(returnTo);
  };
}

/**
 * The name of the hidden field by which a form without React's help reaches its action. React and Next write the same
 * field into the forms of pages without scripts.
 */
export function actionField(action: FormAction): string {
  const id: unknown = Reflect.get(action, '$$id');
  if (typeof id !== 'string') throw new Error('Only server actions have an id.');
  return `$ACTION_ID_${id}`;
}
