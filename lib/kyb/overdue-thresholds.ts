/**
 * When a customer counts as overdue: an invite was not opened, or a status lasts too long. Stored under the setting
 * `overdue_thresholds` as `{ unopenedInviteDays, statusDays: { [listed status]: days | null } }`; missing or unreadable
 * values have their defaults. Null means never.
 */
import { z } from 'zod';
import { LISTED_STATUSES, type ListedStatus } from './listed-status';

export const OVERDUE_THRESHOLDS_SETTING = 'overdue_thresholds';
export const MAX_OVERDUE_DAYS = 365;

/** Approved customers have arrived: no time is too long. */
export type StallingStatus = Exclude<ListedStatus, 'APPROVED'>;
export const STALLING_STATUSES = LISTED_STATUSES.filter((status): status is StallingStatus => status !== 'APPROVED');

export interface OverdueThresholds {
  /** Days after which an unopened invite makes its customer overdue; null for never. */
  readonly unopenedInviteDays: number | null;
  /** Days a status may last. */
  readonly statusDays: Readonly<Record<StallingStatus, number | null>>;
}

/** A rejection may be final, hence no limit. */
export const DEFAULT_OVERDUE_THRESHOLDS: OverdueThresholds = {
  unopenedInviteDays: 7,
  statusDays: {
    INIT: 30,
    PENDING_RESPONSE: 14,
    REJECTED: null,
    PENDING_REVIEW: 5,
    UNDER_REVIEW: 10,
    ESCALATED: 15,
    PENDING_APPROVAL: 5,
    PROVISIONING: 3,
    UNRECOGNISED: 3,
    UNCONFIRMED: 1,
  },
};

const overdueDays = z.number().int().min(1).max(MAX_OVERDUE_DAYS).nullable();

const record = z.record(z.string(), z.unknown()).catch({});

/** Reads the stored setting; null when it was never set. */
export function toOverdueThresholds(stored: unknown): OverdueThresholds {
  const given = record.parse(stored);
  const days = record.parse(given.statusDays);
  const pick = (value: unknown, fallback: number | null) => {
    const parsed = overdueDays.safeParse(value);
    return parsed.success ? parsed.data : fallback;
  };
  const { unopenedInviteDays, statusDays } = DEFAULT_OVERDUE_THRESHOLDS;
  const read = (status: StallingStatus) => pick(days[status], statusDays[status]);
  return {
    unopenedInviteDays: pick(given.unopenedInviteDays, unopenedInviteDays),
    statusDays: {
      INIT: read('INIT'),
      PENDING_RESPONSE: read('PENDING_RESPONSE'),
      REJECTED: read('REJECTED'),
      PENDING_REVIEW: read('PENDING_REVIEW'),
      UNDER_REVIEW: read('UNDER_REVIEW'),
      ESCALATED: read('ESCALATED'),
      PENDING_APPROVAL: read('PENDING_APPROVAL'),
      PROVISIONING: read('PROVISIONING'),
      UNRECOGNISED: read('UNRECOGNISED'),
      UNCONFIRMED: read('UNCONFIRMED'),
    },
  };
}
