import type { CustomerListItem } from '@/lib/kyb/customer-view';
import { INVITE_STATE_NOTE } from '@/lib/kyb/invite-view';
import { statusRule } from '@/lib/kyb/status';

/** How far the customer's invite got, beside the next action. Says nothing once it is not the customer's turn. */
export function InviteNote({ customer }: { readonly customer: Pick<CustomerListItem, 'status' | 'inviteState'> }) {
  const { status, inviteState } = customer;
  if (inviteState === null || statusRule(status).turn !== 'needs_customer') return null;
  const look = inviteState === 'not_delivered' ? 'cell-note text-bad' : 'cell-note';
  return <span className={look}>{INVITE_STATE_NOTE[inviteState]}</span>;
}
