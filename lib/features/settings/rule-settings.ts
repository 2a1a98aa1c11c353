/** Rules that admins set in the portal; the environment gives the value until they do. */
import 'server-only';
import { env } from '@/lib/env';
import { OVERDUE_THRESHOLDS_SETTING, type OverdueThresholds, toOverdueThresholds } from '@/lib/kyb/overdue-thresholds';
import { SECOND_FACTOR_SETTING, toRequiredRoles } from '@/lib/platform/auth/factors/second-factor.rules';
import { STAFF_ROLES, type StaffRole } from '@/lib/platform/auth/scope';
import { defineSetting } from '@/lib/platform/settings-store/define-setting';
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

const toOnOff = (isOn: boolean) => (isOn ? 'on' : 'off');

export const reentrySetting = defineSetting<boolean>({
  name: 'rejected_reentry',
  parse: (stored) => toReentry(stored, env().rejectedReentryDefault),
  describe: (isAllowed) => ({ allowed: toOnOff(isAllowed) }),
  store: (isAllowed) => ({ isAllowed }),
});

/** For every decision by `isEditable`: whether rejected customers may enter the form again. */
export async function readReentry(): Promise<{ readonly rejectedReentry: boolean }> {
  return { rejectedReentry: await reentrySetting.read() };
}

export const reminderSetting = defineSetting<ReminderRule>({
  name: 'reminders',
  parse: (stored) => {
    const days = env().reminderDaysDefault;
    return toReminderRule(stored, { isOn: days.length > 0, days });
  },
  describe: ({ isOn, days }) => ({ reminders: toOnOff(isOn), days: days.join(', ') }),
  store: (rule) => ({ ...rule }),
});

export const statusMailSetting = defineSetting<StatusMailRule>({
  name: STATUS_MAILS_SETTING,
  parse: toStatusMailRule,
  describe: ({ isPartnersOwn }) => ({ 'we tell our users ourselves': toOnOff(isPartnersOwn) }),
  store: (rule) => ({ ...rule }),
});

/** After how many days customers count as overdue. */
export const overdueSetting = defineSetting<OverdueThresholds>({
  name: OVERDUE_THRESHOLDS_SETTING,
  parse: toOverdueThresholds,
  describe: (thresholds) =>
    Object.fromEntries(
      OVERDUE_FIELDS.map((field) => [overdueFieldLabel(field), `${overdueDaysOf(thresholds, field) ?? 'never'}`]),
    ),
  store: (thresholds) => ({ ...thresholds }),
});

/** Roles whose members must have a second factor; none by default. Applies from the next request of each session. */
export const requiredRolesSetting = defineSetting<readonly StaffRole[]>({
  name: SECOND_FACTOR_SETTING,
  parse: toRequiredRoles,
  describe: (roles) =>
    Object.fromEntries(STAFF_ROLES.map((role) => [role, roles.includes(role) ? 'required' : 'optional'])),
  store: (roles) => ({ roles: [...roles] }),
});
