/** Creating customers through the portal's own form, and starting their onboarding. */
import type { FormFields } from './html-form';
import type { HttpResponse } from './http';
import type { Target, Visitor } from './visitor';
import { pause } from './wait';

const PAGE = '/customers/new';
const UNAVAILABLE_TRIES = 5;
/** The button that leads to the hosted form. */
export const START = /^(Start|Resume) onboarding$/;

export interface FilledForm {
  readonly email: string;
  readonly fields: FormFields;
}

/** Opens the form and fills it in; pressing it again later is the same intent. */
export async function fillForm(
  { portal }: { readonly portal: Target },
  visitor: Visitor,
  email: string,
): Promise<FilledForm> {
  const hidden = await visitor.readForm(portal, PAGE, /Create customer/);
  return {
    email,
    fields: { ...hidden, firstName: 'Soak', lastName: 'Proof', email, companyName: `Company of ${email}` },
  };
}

/** Submits again, like a person, when the portal is unavailable for a moment. */
export async function submitCreate(
  { portal }: { readonly portal: Target },
  visitor: Visitor,
  form: FilledForm,
): Promise<HttpResponse | null> {
  for (let tries = 1; ; tries += 1) {
    const response = await visitor.press(portal, PAGE, form.fields);
    if (response?.status !== 503 || tries === UNAVAILABLE_TRIES) return response;
    await pause(2_000);
  }
}

/** Our id of the customer that a submission led to; null when it failed. */
export function createdId(response: HttpResponse | null): string | null {
  if (response === null || response.status !== 303) return null;
  return /\/customers\/([^/?]+)$/.exec(response.headers.location ?? '')?.[1] ?? null;
}

/** Whether a start led to the hosted form. */
export function leadsToForm({ status, headers }: HttpResponse): boolean {
  return status === 303 && (headers.location ?? '').includes('grant=');
}
