/**
 * The one map from errors to sentences. Errors carry a kind and facts, never a sentence; this file says what happened,
 * and what people can do.
 */
import { type AppError, assertNever } from '@/lib/result';

export interface ErrorText {
  readonly title: string;
  readonly text: string;
  readonly whatToDo: string;
}

export function errorText(error: AppError): ErrorText {
  switch (error.kind) {
    case 'invalid_input':
      return {
        title: 'Please check the form',
        text: 'Some of what was entered cannot be used.',
        whatToDo: 'Correct the marked fields and send the form again.',
      };
    case 'unauthenticated':
      return {
        title: 'You are signed out',
        text: 'Your session has ended, so nothing was changed.',
        whatToDo: 'Sign in again and repeat the step.',
      };
    case 'forbidden':
      return {
        title: 'Not allowed',
        text: 'Your role does not include this step, so nothing was changed.',
        whatToDo: 'Ask an admin of your team if you need it.',
      };
    case 'not_found':
      return {
        title: 'Not found',
        text: 'There is no such customer here.',
        whatToDo: 'Go back to the list and look for it there.',
      };
    case 'conflict':
      return {
        title: 'Something else was faster',
        text: 'This was changed or started by someone else at the same moment.',
        whatToDo: 'Look at the current state and repeat the step if it is still needed.',
      };
    case 'not_editable':
      return {
        title: 'The form is closed now',
        text: 'The KYB status has changed and 1Money does not accept answers in the new one, so no link was created.',
        whatToDo: 'The new status is shown on this page.',
      };
    case 'rate_limited':
      return error.by === 'portal'
        ? {
            title: 'Too many attempts',
            text: `You can do this again in about ${waitText(error.retryAfterMs)}.`,
            whatToDo: 'Nothing was lost.',
          }
        : {
            title: '1Money is busy',
            text: '1Money limits how many requests your company may send, and the limit is used up right now.',
            whatToDo: `Nothing was lost. Try again in about ${waitText(error.retryAfterMs)}.`,
          };
    case 'upstream_rejected':
      return {
        title: '1Money refused the request',
        text: '1Money understood the request and answered that it cannot be done.',
        whatToDo: 'Nothing was changed. If this is unexpected, ask 1Money and name the reference.',
      };
    case 'upstream_unavailable':
      return {
        title: '1Money cannot be reached',
        text: upstreamReasonText(error.reason),
        whatToDo: 'What you see is what was known last. Try again in a few minutes.',
      };
    case 'outcome_unknown':
      return {
        title: 'Waiting for 1Money to confirm',
        text: 'The request was sent, but the answer did not arrive. It may well have worked.',
        whatToDo: 'Do not repeat it: the portal finds out by itself and updates this page.',
      };
    case 'unexpected_response':
      return {
        title: '1Money answered something unreadable',
        text: 'The answer was incomplete or not in the agreed form, so it was not used.',
        whatToDo: 'Try again in a few minutes. If it stays, ask 1Money and name the reference.',
      };
    case 'portal_unavailable':
      return {
        title: 'The portal has a problem',
        text: 'Something on our side did not work, and your input was not processed.',
        whatToDo: 'Try again in a minute. If it stays, tell an admin the reference.',
      };
    default:
      return assertNever(error);
  }
}

export type UpstreamReason =
  | Extract<AppError, { kind: 'upstream_unavailable' }>['reason']
  | 'rate_limited'
  | 'unreadable';

/** Why statuses cannot be read from upstream, in a sentence for staff. */
export function upstreamReasonText(reason: UpstreamReason): string {
  switch (reason) {
    case 'network':
      return 'No connection to 1Money could be made.';
    case 'timeout':
      return '1Money did not answer in time.';
    case 'http':
      return '1Money answered with an error of its own.';
    case 'breaker':
      return '1Money failed several times in a row; the portal waits before it asks again.';
    case 'credentials':
      return '1Money does not accept this portal’s credentials. An admin has to check the access key.';
    case 'rate_limited':
      return '1Money is busy: your company’s request limit is used up.';
    case 'unreadable':
      return '1Money’s answers could not be read.';
    default:
      return assertNever(reason);
  }
}

/** "20 seconds", "2 minutes": rounded up, so that the next try does not come too early. */
export function waitText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
