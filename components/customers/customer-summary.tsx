import type { ActionState } from '@/lib/actions/action-state';
import { pluralise } from '@/lib/format';
import type { CustomerDetail } from '@/lib/kyb/customer-view';
import type { ButtonDecision } from '@/lib/kyb/onboarding-button';
import { statusRule } from '@/lib/kyb/status';
import type { DocumentTarget } from '../acts/document-form';
import type { Elements } from '../ui/elements';
import { LocalTime } from '../ui/local-time';
import { nextActionText } from './next-action';
import { OnboardingButton } from './onboarding-button';
import { StatusBadge } from './status-badge';

interface CustomerSummaryProps {
  readonly customer: CustomerDetail;
  readonly decision: ButtonDecision;
  readonly start: DocumentTarget;
  readonly startAnswer: ActionState;
  /** When and how the status was learnt. */
  readonly asOf: Elements;
  /** Further acts, such as "Check now". */
  readonly actions?: Elements;
}

/** The head of a customer's page: one sentence (whose turn, what, since when) and one button. */
export function CustomerSummary({ customer, decision, start, startAnswer, asOf, actions }: CustomerSummaryProps) {
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
          answer={startAnswer}
          variant="primary"
        />
      </div>
    </section>
  );
}
