import { describe, expect, it } from 'vitest';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import {
  type ButtonDecision,
  type ButtonFacts,
  DISABLED_REASON_TEXT,
  type DisabledReason,
  decideOnboardingButton,
} from './onboarding-button';
import { KYB_STATUSES, toKybStatus } from './status';

const both = [true, false] as const;
/** Nine statuses, and some that the table does not know. */
const STATUSES = [
  ...KYB_STATUSES,
  'UNKNOWN',
  'SUSPENDED',
  'X',
  toKybStatus('未APPROVED'),
  toKybStatus(undefined),
  'init',
  'Approved',
  '',
];

const ALL_FACTS: readonly (ButtonFacts & { readonly role: string })[] = STATUSES.flatMap((status) =>
  STAFF_ROLES.flatMap((role) =>
    both.flatMap((hasUsedLink) =>
      both.flatMap((isConfirmed) =>
        both.map((rejectedReentry) => ({
          status,
          role,
          hasUsedLink,
          isConfirmed,
          rejectedReentry,
          canStart: role !== 'viewer',
        })),
      ),
    ),
  ),
);

const OPEN = ['INIT', 'PENDING_RESPONSE', 'REJECTED'];
const CLOSED_REASON: Readonly<Record<string, DisabledReason>> = {
  REJECTED: 'rejected_closed',
  PENDING_REVIEW: 'in_review',
  UNDER_REVIEW: 'in_review',
  ESCALATED: 'in_review',
  PENDING_APPROVAL: 'in_review',
  PROVISIONING: 'setting_up',
  APPROVED: 'approved',
};

/** The rules of the product once more, as a list of cases instead of code paths. */
function expected({ status, hasUsedLink, isConfirmed, canStart, rejectedReentry }: ButtonFacts): ButtonDecision {
  const label = status === 'INIT' && !hasUsedLink ? 'Start onboarding' : 'Resume onboarding';
  if (!isConfirmed) return { enabled: false, label: 'Start onboarding', reason: 'confirming' };
  const isOpen = OPEN.includes(status) && (status !== 'REJECTED' || rejectedReentry);
  if (isOpen) return canStart ? { enabled: true, label } : { enabled: false, label, reason: 'read_only_role' };
  return { enabled: false, label, reason: CLOSED_REASON[status] ?? 'unrecognised' };
}

describe('the onboarding button', () => {
  it(`is as the product says in all ${ALL_FACTS.length} cases`, () => {
    expect(ALL_FACTS).toHaveLength(STATUSES.length * 3 * 8);
    for (const facts of ALL_FACTS) expect([facts, decideOnboardingButton(facts)]).toEqual([facts, expected(facts)]);
  });

  it('is never enabled for a viewer, an unconfirmed customer, or a status outside the three open ones', () => {
    for (const facts of ALL_FACTS.filter((each) => decideOnboardingButton(each).enabled)) {
      expect(facts.role).not.toBe('viewer');
      expect(facts.isConfirmed).toBe(true);
      expect(OPEN).toContain(facts.status);
      if (facts.status === 'REJECTED') expect(facts.rejectedReentry).toBe(true);
    }
  });

  it('always says why it is disabled', () => {
    for (const facts of ALL_FACTS) {
      const decision = decideOnboardingButton(facts);
      if (!decision.enabled) expect(DISABLED_REASON_TEXT[decision.reason].length).toBeGreaterThan(10);
    }
  });

  it('uses every reason', () => {
    const used = ALL_FACTS.map(decideOnboardingButton).flatMap((decision) =>
      decision.enabled ? [] : [decision.reason],
    );
    expect([...new Set(used)].sort()).toEqual(Object.keys(DISABLED_REASON_TEXT).sort());
  });

  it('says Start only to those who never had a link', () => {
    for (const facts of ALL_FACTS.filter(({ isConfirmed }) => isConfirmed)) {
      const isFirst = facts.status === 'INIT' && !facts.hasUsedLink;
      expect(decideOnboardingButton(facts).label).toBe(isFirst ? 'Start onboarding' : 'Resume onboarding');
    }
  });
});
