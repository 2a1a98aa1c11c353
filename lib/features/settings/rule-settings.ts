/** Rules that admins set in the portal; the environment gives the value until they do. */
import 'server-only';
import { env } from '@/lib/env';
import { OVERDUE_THRESHOLDS_SETTING, type OverdueThresholds, toOverdueThresholds } from '@/lib/kyb/overdue-thresholds';
import type { Origin } from '@/lib/platform/audit/audit.writes';
import { SECOND_FACTOR_SETTING, toRequiredRoles } from '@/lib/platform/auth/factors/second-factor.rules';
import { STAFF_ROLES, type StaffRole, type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { getSetting } from '@/lib/platform/settings-store/settings.queries';
import { changeSetting } from '@/lib/platform/settings-store/settings.writes';
import {
  OVERDUE_FIELDS,
  overdueDaysOf,
  overdueFieldLabel,
  type ReminderRule,
  STATUS_MAILS_SETTING,
  type StatusMailRule,
  toReentry,
  toReminderRule,
  toStatusMailRule,
} from './settings.rules';

const REENTRY = 'rejected_reentry';
const REMINDERS = 'reminders';

async function stored(name: string): Promise<Record<string, unknown> | null> {
  return getSetting(systemScope('rules'), await getDb(), name);
}

const readStoredReentry = (value: unknown) => toReentry(value, env().rejectedReentryDefault);
const readStoredReminders = (value: unknown) => toReminderRule(value, reminderDefault());

/** For every decision by `isEditable`: whether rejected customers may enter the form again. */
export async function readReentry(): Promise<{ readonly rejectedReentry: boolean }> {
  return { rejectedReentry: readStoredReentry(await stored(REENTRY)) };
}

function reminderDefault(): ReminderRule {
  const { reminderDaysDefault } = env();
  return { isOn: reminderDaysDefault.length > 0, days: reminderDaysDefault };
}

export async function readReminderRule(): Promise<ReminderRule> {
  return readStoredReminders(await stored(REMINDERS));
}

/** False when it was so already, as for the others. */
export async function changeReentry(scope: StaffScope, isAllowed: boolean, origin: Origin): Promise<boolean> {
  const setting = {
    name: REENTRY,
    next: isAllowed,
    read: readStoredReentry,
    describe: (value: boolean) => ({ allowed: value ? 'on' : 'off' }),
    store: (value: boolean) => ({ isAllowed: value }),
  };
  return changeSetting(scope, await getDb(), setting, origin);
}

export async function changeReminderRule(scope: StaffScope, rule: ReminderRule, origin: Origin): Promise<boolean> {
  const setting = {
    name: REMINDERS,
    next: rule,
    read: readStoredReminders,
    describe: ({ isOn, days }: ReminderRule) => ({ reminders: isOn ? 'on' : 'off', days: days.join(', ') }),
    store: (value: ReminderRule) => ({ ...value }),
  };
  return changeSetting(scope, await getDb(), setting, origin);
}

export async function readStatusMailRule(): Promise<StatusMailRule> {
  return toStatusMailRule(await stored(STATUS_MAILS_SETTING));
}

export async function changeStatusMailRule(scope: StaffScope, rule: StatusMailRule, origin: Origin): Promise<boolean> {
  const setting = {
    name: STATUS_MAILS_SETTING,
    next: rule,
    read: toStatusMailRule,
    describe: ({ isPartnersOwn }: StatusMailRule) => ({ 'we tell our users ourselves': isPartnersOwn ? 'on' : 'off' }),
    store: (value: StatusMailRule) => ({ ...value }),
  };
  return changeSetting(scope, await getDb(), setting, origin);
}

export async function changeOverdueThresholds(
  scope: StaffScope,
  thresholds: OverdueThresholds,
  origin: Origin,
): Promise<boolean> {
  const setting = {
    name: OVERDUE_THRESHOLDS_SETTING,
    next: thresholds,
    read: toOverdueThresholds,
    describe: (value: OverdueThresholds) =>
      Object.fromEntries(
        OVERDUE_FIELDS.map((field) => [overdueFieldLabel(field), `${overdueDaysOf(value, field) ?? 'never'}`]),
      ),
    store: (value: OverdueThresholds) => ({ ...value }),
  };
  return changeSetting(scope, await getDb(), setting, origin);
}

/** Roles whose members must have a second factor; none until an admin says so. */
export async function readRequiredRoles(): Promise<readonly StaffRole[]> {
  return toRequiredRoles(await stored(SECOND_FACTOR_SETTING));
}

/** Applies from the next request: sessions read the setting each time. */
export async function changeRequiredRoles(
  scope: StaffScope,
  roles: readonly StaffRole[],
  origin: Origin,
): Promise<boolean> {
  const setting = {
    name: SECOND_FACTOR_SETTING,
    next: roles,
    read: toRequiredRoles,
    describe: (value: readonly StaffRole[]) =>
      Object.fromEntries(STAFF_ROLES.map((role) => [role, value.includes(role) ? 'required' : 'optional'])),
    store: (value: readonly StaffRole[]) => ({ roles: [...value] }),
  };
  return changeSetting(scope, await getDb(), setting, origin);
}
