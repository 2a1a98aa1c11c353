import 'server-only';
import type { ActionState } from '@/lib/platform/forms/action-state';
import type { AppError } from '@/lib/result';

const LOGO_TEXT: Readonly<Record<string, string>> = {
  too_large: 'The picture may have at most 64 kB.',
  not_an_image: 'This is not a PNG, JPEG or WebP picture.',
};

export function describeBrandingError(error: AppError): Partial<Extract<ActionState, { status: 'error' }>> | null {
  const logo = error.fields?.logo;
  if (logo === undefined) return null;
  return { message: 'Please check the form.', fieldErrors: { logo: LOGO_TEXT[logo] ?? 'This cannot be used.' } };
}
