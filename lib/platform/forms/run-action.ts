/** The end of every action: runs the use case, turns a bug into an error, follows the outcome. */
import 'server-only';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { log } from '@/lib/log';
import type { Result } from '@/lib/result';
import type { ActionState } from './action-state';

/** Where a successful action leads. `leaveTo` is the one way out of our origin: an onboarding URL, revealed for one 303. */
export type ActionOutcome =
  | { readonly redirectTo: string }
  | { readonly leaveTo: { reveal(): string } }
  | { readonly message: string; readonly text?: string };

/** An exception becomes `portal_unavailable` with the reference of our log line. */
export async function runSafely<T>(name: string, run: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await run();
  } catch (error) {
    const referenceId = crypto.randomUUID();
    log.error({ err: error, action: name, referenceId }, 'an action failed unexpectedly');
    return { ok: false, error: { kind: 'portal_unavailable', retryable: true, requestId: referenceId } };
  }
}

/** `redirect` throws, so it must be outside every catch. */
export function follow(outcome: ActionOutcome): ActionState {
  if ('redirectTo' in outcome) redirect(outcome.redirectTo);
  if ('leaveTo' in outcome) redirect(outcome.leaveTo.reveal());
  refresh();
  return { status: 'ok', ...outcome };
}
