import 'server-only';
import { fill, type Sentences } from '@/lib/platform/i18n/catalogue';
import { toStatusSentence } from '@/lib/platform/i18n/status-sentence';
import { type AppError, assertNever } from '@/lib/result';

/** What happened in plain words, what to do, and what support can be asked about. */
export function publicErrorText(error: AppError, text: Sentences): string {
  const sentence = toSentence(error, text);
  return error.requestId === undefined
    ? sentence
    : `${sentence} ${fill(text.problemReference, { id: error.requestId })}`;
}

/** The one map from errors to what a customer reads. */
function toSentence(error: AppError, text: Sentences): string {
  switch (error.kind) {
    case 'rate_limited':
      return error.by === 'portal' ? text.problemSlow : text.problemUpstreamBusy;
    case 'not_editable':
      return fill(text.problemClosed, { status: text[toStatusSentence(error.status)] });
    case 'conflict':
      return error.reason === 'being_opened' ? text.problemBusy : text.problemUpstream;
    case 'upstream_rejected':
    case 'upstream_unavailable':
    case 'outcome_unknown':
    case 'unexpected_response':
      return text.problemUpstream;
    case 'invalid_input':
      return error.fields?.code === undefined ? text.problemStale : text.codeWrong;
    case 'unauthenticated':
    case 'forbidden':
      return text.problemStale;
    case 'not_found':
      return text.deadTitle;
    case 'portal_unavailable':
      return text.problemPortal;
    default:
      return assertNever(error);
  }
}
