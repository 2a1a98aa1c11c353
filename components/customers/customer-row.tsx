import type { DocumentTarget } from '@/components/forms/document-form';
import { OnboardingButton } from '@/components/kyb/onboarding-button';
import type { ListColumn } from '@/lib/features/customers/customer-list.rules';
import type { CustomerListItem } from '@/lib/features/customers/customer-view.rules';
import { decideOnboardingButton } from '@/lib/kyb/onboarding-button';
import { type ActionState, IDLE } from '@/lib/platform/forms/action-state';
import { AppLink } from '../ui/app-link';
import { CopyText } from '../ui/copy-text';
import type { Elements } from '../ui/elements';
import { Cell } from '../ui/table';
import { CustomerCell } from './customer-cell';

export interface CustomerRowProps {
  readonly customer: CustomerListItem;
  readonly shown: readonly ListColumn[];
  readonly canAct: boolean;
  readonly rejectedReentry: boolean;
  readonly start: DocumentTarget;
  /** Result of the last start from this row, if it failed. */
  readonly startState: { readonly subject: string; readonly state: ActionState } | null;
  readonly isUpdated?: boolean | undefined;
  readonly isGone?: boolean | undefined;
  /** Upstream cannot be reached. */
  readonly isAway: boolean;
  /** Cell with the checkbox. */
  readonly lead?: Elements;
}

export function CustomerRow({ customer, shown, lead, isUpdated, isGone, isAway, ...props }: CustomerRowProps) {
  const decision = decideOnboardingButton({
    status: customer.status,
    hasUsedLink: customer.hasUsedLink,
    canStart: props.canAct,
    isConfirmed: customer.creation === 'confirmed',
    rejectedReentry: props.rejectedReentry,
  });
  const id = customer.upstreamId ?? customer.id;
  return (
    <tr data-customer={customer.id}>
      {lead}
      <Cell place="head">
        <AppLink href={`/customers/${customer.id}`} className="row-link">
          {customer.businessName}
        </AppLink>
        {isUpdated && <span className="cell-flag">Updated</span>}
        {isGone && <span className="cell-note">No longer on this page of the list</span>}
        <span className="row-email">{customer.email}</span>
        <span className="row-id">
          <code translate="no" title={id}>
            {id}
          </code>
          <CopyText text={id} what={`the id of ${customer.businessName}`} />
        </span>
      </Cell>
      {shown.map((column) => (
        <CustomerCell key={column} column={column} customer={customer} isAway={isAway} />
      ))}
      <Cell place="end">
        <OnboardingButton
          customerId={customer.id}
          decision={decision}
          target={props.start}
          formState={props.startState?.subject === customer.id ? props.startState.state : IDLE}
          variant="secondary"
          size="sm"
        />
      </Cell>
    </tr>
  );
}
