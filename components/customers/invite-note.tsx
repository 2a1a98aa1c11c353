import { INVITE_STATE_NOTE, type InviteState } from '@/lib/features/customers/invite-state.rules';

/** Progress of a customer's newest invite, in a row of the list. */
export function InviteNote({ state }: { readonly state: InviteState | null }) {
  if (state === null) return 'Not invited';
  return <span className={state === 'not_delivered' ? 'text-bad' : undefined}>{INVITE_STATE_NOTE[state]}</span>;
}
