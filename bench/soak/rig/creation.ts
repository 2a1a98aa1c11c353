/** Creating customers through the portal's own form. */
import type { HttpAnswer } from './http-client';
import type { Rig } from './rig';
import type { FormFields, Visitor } from './visitor';

const PAGE = '/customers/new';
/** The button that leads to the hosted form. */
export const START = /^(Start|Resume) onboarding$/;

export interface FilledForm {
  readonly email: string;
  readonly fields: FormFields;
}

/** Opens the form and fills it in; pressing it again later is the same intent. */
export async function fillForm(rig: Rig, visitor: Visitor, email: string): Promise<FilledForm> {
  const hidden = await visitor.readForm(rig.portal, PAGE, /Create customer/);
  return {
    email,
    fields: { ...hidden, firstName: 'Soak', lastName: 'Proof', email, companyName: `Company of ${email}` },
  };
}

export function pressCreate(
  rig: Rig,
  visitor: Visitor,
  form: FilledForm,
  timeoutMs?: number,
): Promise<HttpAnswer | null> {
  return visitor.press(rig.portal, PAGE, form.fields, timeoutMs);
}

/** Our id of the customer that a press led to; null when it led nowhere. */
export function createdId(answer: HttpAnswer | null): string | null {
  if (answer === null || answer.status !== 303) return null;
  return /\/customers\/([^/?]+)$/.exec(answer.headers.location ?? '')?.[1] ?? null;
}
