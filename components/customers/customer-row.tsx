import { type ActionState, IDLE } from '@/lib/actions/action-state';
import { pluralise } from '@/lib/format';
import type { CustomerListItem } from '@/lib/kyb/customer-view';
import { decideOnboardingButton } from '@/lib/kyb/onboarding-button';
import type { DocumentTarget } from '../acts/document-form';
import { InviteNote } from '../invites/invite-note';
import { AppLink } from '../ui/app-link';
import { LocalTime } from '../ui/local-time';
import { Cell } from '../ui/table';
import { nextActionText } from './next-action';
import { OnboardingButton } from './onboarding-button';
import { StatusAsOf } from './status-as-of';
import { StatusBadge } from './status-badge';

interface CustomerRowProps {
  readonly customer: CustomerListItem;
  readonly canAct: boolean;
  readonly rejectedReentry: boolean;
  readonly start: DocumentTarget;
  /** What the last press of a row's button was answered, when it led nowhere. */
  readonly startAnswer: { readonly subject: string; readonly state: ActionState } | null;
  readonly isUpdated?: boolean;
  readonly isGone?: boolean;
}

export function CustomerRow(props: CustomerRowProps) {
  const { customer, canAct, rejectedReentry, start, startAnswer } = props;
  const decision = decideOnboardingButton({
    status: customer.status,
    hasUsedLink: customer.hasUsedLink,
    canStart: canAct,
    isConfirmed: customer.creation === 'confirmed',
    rejectedReentry,
  });
  return (
    <tr>
      <Cell place="wide">
        <AppLink href={`/customers/${customer.id}`} className="row-link">
          {customer.businessName}
        </AppLink>
        {props.isUpdated && <span className="cell-flag">Updated</span>}
        {props.isGone && <span className="cell-note">No longer on this page of the list</span>}
      </Cell>
      <Cell place="wide">{customer.email}</Cell>
      <Cell>
        <StatusBadge status={customer.status} creation={customer.creation} />
      </Cell>
      <Cell>
        {nextActionText(customer)}
        {customer.flaggedCount > 0 && (
          <span className="cell-note">{pluralise(customer.flaggedCount, 'item')} to fix</span>
        )}
        <InviteNote customer={customer} />
      </Cell>
      <Cell label="As of">
        <StatusAsOf observedAt={customer.observedAt} observedBy={customer.observedBy} />
      </Cell>
      <Cell label="Created">
        <LocalTime at={customer.createdAt} as="date" />
      </Cell>
      <Cell place="end">
        <OnboardingButton
          customerId={customer.id}
          decision={decision}
          target={start}
          answer={startAnswer?.subject === customer.id ? startAnswer.state : IDLE}
          variant="secondary"
          size="sm"
        />
      </Cell>
    </tr>
  );
}
