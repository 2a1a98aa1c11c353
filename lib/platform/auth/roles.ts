/** What each role may do. Pure; the guard in the data layer and the look of pages ask the same table. */
import type { StaffRole } from './scope';

/** Roles that may repair and configure. */
export const ADMIN_ROLES: readonly StaffRole[] = ['admin'];

/** The roles of every action that changes something for a customer. */
export const ACTING_ROLES: readonly StaffRole[] = ['admin', 'operator'];

const ABILITIES = {
  create_customer: ACTING_ROLES,
  start_onboarding: ACTING_ROLES,
  check_now: ACTING_ROLES,
  invite: ACTING_ROLES,
  /** Select customers and act on all of them. */
  run_bulk: ACTING_ROLES,
  /** Views of the list that all staff see. */
  share_views: ACTING_ROLES,
  /** Notes and owners of customers. */
  take_care: ACTING_ROLES,
  /** Files with names and addresses of people that are not masked. */
  see_personal_data: ACTING_ROLES,
  /** What 1Money knows about a customer and the portal does not store. */
  read_raw: ADMIN_ROLES,
  /** Export everything that is stored about a business and its people, and erase it. */
  handle_personal_data: ADMIN_ROLES,
  manage_team: ADMIN_ROLES,
  change_settings: ADMIN_ROLES,
  /** Restart failed jobs and webhooks, and read their content. */
  repair: ADMIN_ROLES,
} satisfies Readonly<Record<string, readonly StaffRole[]>>;

export function can(role: StaffRole, ability: keyof typeof ABILITIES): boolean {
  return ABILITIES[ability].includes(role);
}

export const ROLE_TEXT: Readonly<Record<StaffRole, string>> = {
  admin: 'Admin',
  operator: 'Operator',
  viewer: 'Viewer',
};
