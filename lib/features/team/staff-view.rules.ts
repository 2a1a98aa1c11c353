/** What pages know about the partner's staff. Instants are ISO 8601 in UTC. */

import type { StaffRole } from '@/lib/platform/auth/scope';
import type { StaffName } from '@/lib/platform/auth/staff-name';

/** invited: a link to set a password is on its way or lies unused. invite_over: there is none that still works. */
export type StaffState = 'active' | 'invited' | 'invite_over' | 'disabled';

export interface StaffItem extends StaffName {
  readonly role: StaffRole;
  readonly state: StaffState;
  readonly isYou: boolean;
  readonly createdAt: string;
  /** Last request of any session; null when never signed in. */
  readonly lastSeenAt: string | null;
  readonly openSessions: number;
  readonly hasFactor: boolean;
  readonly ownedCustomers: number;
  /** Of those who have not set a password yet. */
  readonly invite: StaffInvite | null;
}

export interface StaffInvite {
  readonly expiresAt: string;
  /** What the mail server said when it was not delivered. */
  readonly problem: string | null;
  /** To copy; null where the portal mails it, because whoever holds it becomes that person. */
  readonly link: string | null;
}

interface StaffFacts {
  readonly isDisabled: boolean;
  readonly hasWayIn: boolean;
  readonly hasOpenInvite: boolean;
}

export function toStaffState({ isDisabled, hasWayIn, hasOpenInvite }: StaffFacts): StaffState {
  if (isDisabled) return 'disabled';
  if (hasWayIn) return 'active';
  return hasOpenInvite ? 'invited' : 'invite_over';
}
