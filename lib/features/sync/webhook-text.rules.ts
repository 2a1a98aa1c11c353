/** What became of a webhook, in words for staff. */
import type { Tone } from '@/lib/kyb/status';
import type { DeliveryState } from '@/lib/platform/db/column-values';

interface StateText {
  readonly label: string;
  readonly tone: Tone;
}

export const DELIVERY_STATE_TEXT: Readonly<Record<DeliveryState, StateText>> = {
  received: { label: 'Waiting', tone: 'waiting' },
  processed: { label: 'Processed', tone: 'good' },
  ignored: { label: 'Ignored', tone: 'neutral' },
  parked: { label: 'Parked', tone: 'attention' },
  dead: { label: 'Given up', tone: 'bad' },
};

const OUTCOME_TEXT: Readonly<Record<string, string>> = {
  changed: 'it told of a change',
  unchanged: 'nothing had changed',
  outdated: 'something newer was known already',
  imported: 'the customer was new and was added',
  recent: 'the status had just been read',
  unknown_customer: '1Money does not show this customer',
  erased: 'the customer was erased here',
  not_about_a_customer: 'not about a customer',
  rate_limited: '1Money was busy',
  upstream_unavailable: '1Money could not be read',
  unexpected_response: '1Money’s answer could not be read',
  conflict: 'the customer’s creation is not confirmed yet',
};

/** Null while nothing has come of it; words nobody wrote a sentence for are shown as they are. */
export function deliveryOutcomeText(outcome: string | null): string | null {
  if (outcome === null) return null;
  return Object.hasOwn(OUTCOME_TEXT, outcome) ? (OUTCOME_TEXT[outcome] ?? outcome) : outcome.replaceAll('_', ' ');
}

/** `received 3 times`; null for the usual once. */
export function duplicatesText(duplicates: number): string | null {
  return duplicates === 0 ? null : `received ${duplicates + 1} times`;
}
