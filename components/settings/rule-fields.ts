import type { RuleField } from '@/components/forms/rule-form';
import {
  OVERDUE_FIELDS,
  overdueDaysOf,
  overdueFieldLabel,
  type ReminderRule,
  type StatusMailRule,
} from '@/lib/features/settings/settings.rules';
import type { OverdueThresholds } from '@/lib/kyb/overdue-thresholds';
import { STAFF_ROLES, type StaffRole } from '@/lib/platform/auth/scope';

export function overdueFields(thresholds: OverdueThresholds): readonly RuleField[] {
  return OVERDUE_FIELDS.map((field) => ({
    kind: 'days',
    name: field,
    label: `${overdueFieldLabel(field)}: days`,
    value: String(overdueDaysOf(thresholds, field) ?? ''),
  }));
}

export function reminderFields({ isOn, days }: ReminderRule): readonly RuleField[] {
  return [
    { kind: 'choice', name: 'isOn', label: 'Reminders', value: isOn ? 'on' : 'off' },
    {
      kind: 'text',
      name: 'days',
      label: 'Days after the invite',
      value: days.join(', ') || '3, 7',
      hint: 'Up to five, in ascending order, e.g. 3, 7. Nobody is reminded while it is 1Money’s turn.',
    },
  ];
}

export function statusMailFields({ isPartnersOwn }: StatusMailRule): readonly RuleField[] {
  return [
    {
      kind: 'choice',
      name: 'isPartnersOwn',
      label: 'We tell our users ourselves',
      value: isPartnersOwn ? 'on' : 'off',
      hint: 'On: no status emails are sent. Invites, reminders and codes still are.',
    },
  ];
}

export function reentryFields(isAllowed: boolean): readonly RuleField[] {
  return [
    { kind: 'choice', name: 'isAllowed', label: 'Rejected customers may correct', value: isAllowed ? 'on' : 'off' },
  ];
}

export function secondFactorFields(required: readonly StaffRole[]): readonly RuleField[] {
  return STAFF_ROLES.map((role) => ({
    kind: 'choice',
    name: role,
    label: `Required of ${role}s`,
    value: required.includes(role) ? 'on' : 'off',
  }));
}
