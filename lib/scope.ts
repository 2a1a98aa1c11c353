/**
 * Scope: who is asking. It is made from a server-side session row and from nothing else, and it is the first
 * argument of every query, write and service, so an unscoped call does not compile.
 */

export const STAFF_ROLES = ['admin', 'operator', 'viewer'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export interface StaffScope {
  readonly kind: 'staff';
  readonly userId: string;
  readonly sessionId: string;
  readonly role: StaffRole;
  readonly email: string;
  readonly name: string;
}

/** The portal itself: jobs, start-up, the command line. `reason` goes to the audit trail. */
export interface SystemScope {
  readonly kind: 'system';
  readonly reason: string;
}

/**
 * The bearer of a signed return address (`/onboarding/return?state=…`): may learn the status of one customer in
 * words for customers, and nothing else.
 */
export interface ReturnScope {
  readonly kind: 'return';
  readonly customerId: string;
}

export type Scope = StaffScope | SystemScope | ReturnScope;

export function systemScope(reason: string): SystemScope {
  return { kind: 'system', reason };
}
