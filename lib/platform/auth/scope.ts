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
  /** Set with the session of a viewer while their masked mode is on; asked for by `kyb/masking`. */
  readonly isMasked?: boolean | undefined;
  /** When they last showed a password or a factor in this session; absent where a job acts in their name. */
  readonly reauthenticatedAt?: Date;
  /** Their role asks for a second factor and they have none: until they do, they may do nothing but set one up. */
  readonly needsFactor?: boolean;
}

/** The portal itself: jobs, start-up, the command line. `reason` goes to the audit log. */
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
  /** The invite by which the customer had gone to the form, if by one. */
  readonly inviteId?: string | undefined;
}

/**
 * A customer's representative, as the bearer of a living invite, by an e-mailed code, or handed over by the partner's
 * own product. Only their businesses exist for them.
 */
export interface CustomerScope {
  readonly kind: 'customer';
  readonly proof: 'invite' | 'code' | 'handoff';
  /** Lower case. */
  readonly email: string;
  readonly customerIds: readonly string[];
  /** The invite they came by, if they came by one. */
  readonly inviteId: string | null;
}

export type Scope = StaffScope | SystemScope | ReturnScope | CustomerScope;

/** A scope that may start onboarding. */
export type ActingScope = StaffScope | CustomerScope;

/** A stable name of the actor, for locks and operations. */
export function actorId(scope: ActingScope): string {
  return scope.kind === 'staff' ? scope.userId : `customer:${scope.email}`;
}

export function systemScope(reason: string): SystemScope {
  return { kind: 'system', reason };
}
