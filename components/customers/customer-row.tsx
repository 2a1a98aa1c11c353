import Link from 'next/link';
import type { FormAction } from '@/lib/actions/action-state';
import { pluralise } from '@/lib/format';
import type { CustomerListItem } from '@/lib/kyb/customer-view';
import { decideOnboardingButton } from '@/lib/kyb/onboarding-button';
import { statusRule } from '@/lib/kyb/status';
import { LocalTime } from '../ui/local-time';
import { Cell } from '../ui/table';
import { OnboardingButton } from './onboarding-button';
import { StatusAsOf } from './status-as-of';
import { StatusBadge } from './status-badge';

interface CustomerRowProps {
  readonly customer: CustomerListItem;
  readonly canAct: boolean;
  readonly rejectedReentry: boolean;
  readonly startAction: FormAction;
  readonly isUpdated?: boolean;
  readonly isGone?: boolean;
}

export function CustomerRow(props: CustomerRowProps) {
  const { customer, canAct, rejectedReentry, startAction } = props;
  const isConfirmed = customer.creation === 'confirmed';
  const decision = decideOnboardingButton({
    status: customer.status,
    hasUsedLink: customer.hasUsedLink,
    canStart: canAct,
    isConfirmed,
    rejectedReentry,
  });
  return (
    <tr>
      <Cell>
        <Link href={`/customers/${customer.id}`} prefetch={false} className="row-link">
          {customer.businessName}
        </Link>
        {props.isUpdated && <span className="cell-flag">Updated</span>}
        {props.isGone && <span className="cell-note">No longer on this page of the list</span>}
      </Cell>
      <Cell label="E-mail">{customer.email}</Cell>
      <Cell label="KYB status">
        <StatusBadge status={customer.status} creation={customer.creation} />
      </Cell>
      <Cell label="Next action">
        {isConfirmed ? statusRule(customer.status).nextAction : NEXT_BEFORE_CONFIRMATION[customer.creation]}
        {customer.flaggedCount > 0 && (
          <span className="cell-note">{pluralise(customer.flaggedCount, 'item')} to fix</span>
        )}
      </Cell>
      <Cell label="As of">
        <StatusAsOf observedAt={customer.observedAt} observedBy={customer.observedBy} />
      </Cell>
      <Cell label="Created">
        <LocalTime at={customer.createdAt} as="date" />
      </Cell>
      <Cell>
        <OnboardingButton
          customerId={customer.id}
          decision={decision}
          action={startAction}
          variant="secondary"
          size="sm"
        />
      </Cell>
    </tr>
  );
}

const NEXT_BEFORE_CONFIRMATION = {
  confirmed: '',
  confirming: 'Portal: find out whether 1Money has it',
  needs_review: 'Staff: look at what 1Money answered',
} as const;
