import type { DocumentTarget } from '@/components/forms/document-form';
import { FlaggedItems } from '@/components/kyb/flagged-items';
import { OnboardingButton } from '@/components/kyb/onboarding-button';
import { Filled } from '@/components/ui/filled';
import type { MyBusiness } from '@/lib/features/self-serve/rules';
import type { ButtonDecision } from '@/lib/kyb/onboarding-button';
import { statusRule } from '@/lib/kyb/status';
import type { ActionState } from '@/lib/platform/forms/action-state';
import type { Sentences } from '@/lib/platform/i18n/catalogue';
import { toStatusSentence } from '@/lib/platform/i18n/status-sentence';
import { LocalTime } from '../ui/local-time';
import { type FormToken, FormTokenFields } from './form-token-field';

interface BusinessCardProps {
  readonly customer: MyBusiness;
  readonly decision: ButtonDecision;
  readonly start: DocumentTarget;
  readonly startState: ActionState;
  readonly formToken: FormToken;
  readonly text: Sentences;
  /** The business's own page; not set on that page itself. */
  readonly href?: string;
}

/** One business of a signed-in customer: its status in plain words, 1Money's requests, and the one button. */
export function BusinessCard({ customer, decision, start, startState, formToken, text, href }: BusinessCardProps) {
  const { id, businessName, status, creation, observedAt, flaggedItems } = customer;
  const sentence = creation === 'confirmed' ? toStatusSentence(status) : 'statusProcessing';
  const isTheirTurn = statusRule(status).turn === 'needs_customer';
  const label = decision.label === 'Start onboarding' ? text.startForm : text.resumeForm;
  const Title = href === undefined ? 'h1' : 'h2';
  return (
    <section className="panel" aria-labelledby={`business-${id}`}>
      <div className="grid gap-3 p-4 sm:p-6">
        <Title id={`business-${id}`} className="text-lg font-semibold wrap-anywhere">
          <bdi>{businessName}</bdi>
        </Title>
        <p>{text[sentence]}</p>
        <OnboardingButton
          customerId={id}
          decision={decision}
          target={start}
          formState={startState}
          words={{ label, reason: text.inviteNothingToDo }}
        >
          <FormTokenFields {...formToken} />
        </OnboardingButton>
        <p className="flex flex-wrap justify-between gap-2 text-sm text-muted">
          {observedAt && (
            <span>
              <Filled sentence={text.returnChecked} marks={{ time: <LocalTime at={observedAt} as="time" /> }} />
            </span>
          )}
          {href !== undefined && (
            <a href={href} className="link inline-flex min-h-6 items-center">
              <span>{text.businessOpen}</span>
              <span className="sr-only">{`: ${businessName}`}</span>
            </a>
          )}
        </p>
      </div>
      {isTheirTurn && flaggedItems.length > 0 && (
        <div className="border-t border-line">
          <p className="px-4 pt-4 font-semibold">{text.itemsTitle}</p>
          <FlaggedItems
            items={flaggedItems}
            words={{ company: text.itemCompany, person: text.itemPerson, noWords: text.itemNoWords }}
          />
        </div>
      )}
    </section>
  );
}
