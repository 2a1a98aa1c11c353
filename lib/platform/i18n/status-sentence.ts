import { isKnownKybStatus, type KnownKybStatus } from '@/lib/kyb/status';
import type { SentenceName } from './catalogue';

/** What a customer reads about a status, by the name of the sentence. An escalation reads like any review. */
const SENTENCES = {
  INIT: 'statusNotFinished',
  PENDING_RESPONSE: 'statusNeedsAnswer',
  REJECTED: 'statusNotApproved',
  PENDING_REVIEW: 'statusReceived',
  UNDER_REVIEW: 'statusInReview',
  ESCALATED: 'statusInReview',
  PENDING_APPROVAL: 'statusAlmostDone',
  PROVISIONING: 'statusSettingUp',
  APPROVED: 'statusDone',
} as const satisfies Readonly<Record<KnownKybStatus, SentenceName>>;

/** Names are as in the catalogue; a status outside the table is "being processed", never approved. */
export function toStatusSentence(status: string): (typeof SENTENCES)[KnownKybStatus] | 'statusProcessing' {
  return isKnownKybStatus(status) ? SENTENCES[status] : 'statusProcessing';
}
