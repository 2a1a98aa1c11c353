/**
 * How the Start/Resume onboarding button looks. Whether a link may be created is decided later, by a fresh upstream
 * read when the form is submitted (law 2).
 */
import { assertNever } from '@/lib/result';
import { isEditable, statusRule, type Turn } from './status';

export interface ButtonFacts {
  /** Normalised status (`toKybStatus`). */
  readonly status: string;
  /** Whether an onboarding link was ever created for this customer, by us or, judging by the data, elsewhere. */
  readonly hasUsedLink: boolean;
  /** Whether the viewer's role may start onboarding. */
  readonly canStart: boolean;
  /** False while upstream has not confirmed that the customer exists. */
  readonly isConfirmed: boolean;
  /** Setting: may a rejected customer re-enter the form? */
  readonly rejectedReentry: boolean;
}

export type DisabledReason =
  | 'confirming'
  | 'read_only_role'
  | 'in_review'
  | 'setting_up'
  | 'approved'
  | 'rejected_closed'
  | 'unrecognised';

export type OnboardingLabel = 'Start onboarding' | 'Resume onboarding';

export type ButtonDecision =
  | { readonly enabled: true; readonly label: OnboardingLabel }
  | { readonly enabled: false; readonly label: OnboardingLabel; readonly reason: DisabledReason };

export function decideOnboardingButton(facts: ButtonFacts): ButtonDecision {
  const label: OnboardingLabel =
    facts.status === 'INIT' && !facts.hasUsedLink ? 'Start onboarding' : 'Resume onboarding';
  if (!facts.isConfirmed) return { enabled: false, label: 'Start onboarding', reason: 'confirming' };
  if (!isEditable(facts.status, facts)) return { enabled: false, label, reason: reasonByStatus(facts.status) };
  if (!facts.canStart) return { enabled: false, label, reason: 'read_only_role' };
  return { enabled: true, label };
}

/** The same for the customer's own representative, who may always act on their business. */
export function decideMyButton(
  customer: { readonly status: string; readonly hasUsedLink: boolean; readonly creation: string },
  options: { readonly rejectedReentry: boolean },
): ButtonDecision {
  const { status, hasUsedLink, creation } = customer;
  const isConfirmed = creation === 'confirmed';
  return decideOnboardingButton({
    status,
    hasUsedLink,
    canStart: true,
    isConfirmed,
    rejectedReentry: options.rejectedReentry,
  });
}

function reasonByStatus(status: string): DisabledReason {
  const rule = statusRule(status);
  if (!rule.recognised) return 'unrecognised';
  return reasonByTurn(rule.turn);
}

function reasonByTurn(turn: Turn): DisabledReason {
  switch (turn) {
    case 'needs_customer':
      return 'rejected_closed';
    case 'in_review':
      return 'in_review';
    case 'setting_up':
      return 'setting_up';
    case 'approved':
      return 'approved';
    default:
      return assertNever(turn);
  }
}

/** The visible text beside a disabled button. */
export const DISABLED_REASON_TEXT: Readonly<Record<DisabledReason, string>> = {
  confirming: 'Waiting for 1Money to confirm this customer.',
  read_only_role: 'Your role may look but not act.',
  in_review: '1Money is reviewing; the form is closed meanwhile.',
  setting_up: 'Approved; 1Money is preparing the accounts.',
  approved: 'Approved; there is nothing left to fill in.',
  rejected_closed: 'Rejected; corrections go through 1Money support.',
  unrecognised: '1Money sent a status this portal does not know; the form stays closed.',
};
