/**
 * Rules that admins set: what may be typed, and how a stored one is parsed. A damaged value falls back to its default.
 */
import { z } from 'zod';
import { LISTED_STATUS_LABEL } from '@/lib/kyb/listed-status';
import {
  MAX_OVERDUE_DAYS,
  type OverdueThresholds,
  STALLING_STATUSES,
  toOverdueThresholds,
} from '@/lib/kyb/overdue-thresholds';
import { onOff } from '@/lib/platform/input/on-off';

export interface ReminderRule {
  readonly isOn: boolean;
  /** After the invite or its renewal, ascending. */
  readonly days: readonly number[];
}

const MOST_REMINDERS = 5;
const LAST_REMINDER_DAY = 90;

const dayList = z
  .array(z.number().int().min(1).max(LAST_REMINDER_DAY))
  .min(1)
  .max(MOST_REMINDERS)
  .refine((days) => days.every((day, index) => day > (days[index - 1] ?? 0)));

export const reminderInput = z.strictObject({
  isOn: onOff,
  days: z
    .string()
    .max(100)
    .transform((text) =>
      text
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map(Number),
    )
    .pipe(
      z.custom<number[]>(
        (days) => dayList.safeParse(days).success,
        'Up to five whole days from 1 to 90, in ascending order. Example: 3, 7',
      ),
    ),
});

const storedReminders = z.object({ isOn: z.boolean(), days: dayList });

export function toReminderRule(stored: unknown, fallback: ReminderRule): ReminderRule {
  const parsed = storedReminders.safeParse(stored);
  return parsed.success ? parsed.data : fallback;
}

export const reentryInput = z.strictObject({ isAllowed: onOff });

const storedReentry = z.object({ isAllowed: z.boolean() });

export function toReentry(stored: unknown, fallback: boolean): boolean {
  const parsed = storedReentry.safeParse(stored);
  return parsed.success ? parsed.data.isAllowed : fallback;
}

/** The setting's name: `{ isPartnersOwn: boolean }`. */
export const STATUS_MAILS_SETTING = 'status_mails';

export interface StatusMailRule {
  /** The partner notifies its users itself: the portal mails no status changes. */
  readonly isPartnersOwn: boolean;
}

export const statusMailInput = z.strictObject({ isPartnersOwn: onOff });

const storedStatusMails = z.object({ isPartnersOwn: z.boolean() });

export function toStatusMailRule(stored: unknown): StatusMailRule {
  return storedStatusMails.safeParse(stored).data ?? { isPartnersOwn: false };
}

const DAYS_TEXT = `Whole days from 1 to ${MAX_OVERDUE_DAYS}, or empty for never.`;

const overdueDaysText = z
  .string()
  .trim()
  .regex(/^(\d{1,3})?$/, DAYS_TEXT)
  .transform((text) => (text === '' ? null : Number(text)))
  .refine((days) => days === null || (days >= 1 && days <= MAX_OVERDUE_DAYS), DAYS_TEXT);

/** By the name of its field: `unopenedInviteDays`, and each status in which a customer can be overdue. */
export const OVERDUE_FIELDS = ['unopenedInviteDays', ...STALLING_STATUSES] as const;
export type OverdueField = (typeof OVERDUE_FIELDS)[number];

export const overdueInput = z.strictObject(Object.fromEntries(OVERDUE_FIELDS.map((field) => [field, overdueDaysText])));

export function toThresholds(input: Readonly<Record<string, number | null>>): OverdueThresholds {
  const { unopenedInviteDays, ...statusDays } = input;
  return toOverdueThresholds({ unopenedInviteDays, statusDays });
}

export function overdueFieldLabel(field: OverdueField): string {
  return field === 'unopenedInviteDays' ? 'Invite not opened' : LISTED_STATUS_LABEL[field];
}

export function overdueDaysOf(thresholds: OverdueThresholds, field: OverdueField): number | null {
  return field === 'unopenedInviteDays' ? thresholds.unopenedInviteDays : thresholds.statusDays[field];
}
