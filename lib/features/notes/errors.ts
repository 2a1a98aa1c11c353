import 'server-only';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import type { AppError } from '@/lib/result';

export function describeNoteError(error: AppError): ErrorState | null {
  if (error.kind !== 'not_found') return null;
  return { message: 'That is not possible: only your own notes can be deleted, and only within ten minutes.' };
}
