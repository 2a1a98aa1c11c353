import 'server-only';
import type { ErrorState } from '@/lib/platform/forms/action-state';
import { waitText } from '@/lib/platform/forms/error-text';
import type { AppError } from '@/lib/result';

/** Sentences for a rejected "check now", when the limit is ours. */
export function describeCheckError(error: AppError): ErrorState | null {
  if (error.kind !== 'rate_limited' || error.by !== 'portal') return null;
  return { message: `That was checked too often. You can check again in about ${waitText(error.retryAfterMs)}.` };
}
