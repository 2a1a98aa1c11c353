import type { DocumentTarget } from '@/components/forms/document-form';
import { OnboardingButton } from '@/components/kyb/onboarding-button';
import { StatusBadge } from '@/components/kyb/status-badge';
import type { CustomerDetail } from '@/lib/features/customers/customer-view.rules';
import { pluralise } from '@/lib/format';
import type { ButtonDecision } from '@/lib/kyb/onboarding-button';
import { statusRule } from '@/lib/kyb/status';
import type { ActionState } from '@/lib/platform/forms/action-state';
import type { Elements } from '../ui/elements';
import { LocalTime } from '../ui/local-time';
import { nextActionText } from './next-action';

interface CustomerSummaryProps {
  readonly customer: CustomerDetail;
  readonly decision: ButtonDecision;
  readonly start: DocumentTarget;
  readonly startState: ActionState;
  /** When and how the status was learned. */
  readonly asOf: Elements;
  /** Further actions, such as "Check now". */
  readonly actions?: Elements;
}

/** Head of a customer's page: whose turn it is, for what and since when, and one button. */
export function CustomerSummary({ customer, decision, start, startState, asOf, actions }: CustomerSummaryProps) {
  const hasToFix = customer.flaggedCount > 0 && statusRule(customer.status).turn === 'needs_customer';
  return (
    <section aria-label="Summary" className="panel flex flex-wrap items-start justify-between gap-x-8 gap-y-4 p-4">
      <div className="grid min-w-0 flex-1 basis-64 gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <StatusBadge status={customer.status} creation={customer.creation} />
          {asOf}
        </div>
        <p className="text-base">
          <span className="font-semibold">{nextActionText(customer)}</span>
          {hasToFix && <span>{` (${pluralise(customer.flaggedCount, 'item')} to fix)`}</span>}
          {customer.statusSince && customer.creation === 'confirmed' && (
            <span className="text-muted">
              , since <LocalTime at={customer.statusSince} />
            </span>
          )}
        </p>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        {actions}
        <OnboardingButton
          customerId={customer.id}
          decision={decision}
          target={start}
          formState={startState}
          variant="primary"
        />
      </div>
    </section>
  );
}
