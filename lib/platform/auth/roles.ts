/** What each role may do. Pure; the guard in the data layer and the look of pages read the same functions. */
import type { StaffRole } from './scope';

export function canCreateCustomer(role: StaffRole): boolean {
  return role === 'admin' || role === 'operator';
}

export function canStartOnboarding(role: StaffRole): boolean {
  return role === 'admin' || role === 'operator';
}

export function canCheckNow(role: StaffRole): boolean {
  return role === 'admin' || role === 'operator';
}

export function canInvite(role: StaffRole): boolean {
  return role === 'admin' || role === 'operator';
}

/** Select customers and act on all of them. */
export function canRunBulk(role: StaffRole): boolean {
  return role === 'admin' || role === 'operator';
}

/** Views of the list that all staff see. */
export function canShareViews(role: StaffRole): boolean {
  return role === 'admin' || role === 'operator';
}

/** Notes and owners of customers. */
export function canTakeCare(role: StaffRole): boolean {
  return role === 'admin' || role === 'operator';
}

/** What 1Money knows about a customer and the portal does not keep. */
export function canReadRaw(role: StaffRole): boolean {
  return role === 'admin';
}

/** Take away everything that is stored about a business and its people, and erase it. */
export function canHandlePersonalData(role: StaffRole): boolean {
  return role === 'admin';
}

export function canManageTeam(role: StaffRole): boolean {
  return role === 'admin';
}

export function canChangeSettings(role: StaffRole): boolean {
  return role === 'admin';
}

/** Restart failed jobs and webhooks, and read their content. */
export function canRepair(role: StaffRole): boolean {
  return role === 'admin';
}

/** Roles that may repair and configure. */
export const ADMIN_ROLES: readonly StaffRole[] = ['admin'];

/** The roles of every act that changes something for a customer. */
export const ACTING_ROLES: readonly StaffRole[] = ['admin', 'operator'];

export const ROLE_TEXT: Readonly<Record<StaffRole, string>> = {
  admin: 'Admin',
  operator: 'Operator',
  viewer: 'Viewer',
};

/** Whose files hold names and addresses of people. */
export function seesPersonalData(role: StaffRole): boolean {
  return role === 'admin' || role === 'operator';
}
