/**
 * How long the portal keeps data that is no longer needed: what an admin may set, within which bounds, and what a night
 * removed. The audit log and customers are kept until they are erased. Pure.
 */
import { z } from 'zod';
import type { AuditDetails } from '@/lib/platform/audit/audit-events';

export const RETENTION_SETTING = 'retention';

interface Rule {
  readonly label: string;
  readonly hint: string;
  readonly days: number;
  readonly least: number;
  readonly most: number;
  /** Whether it may be kept for ever. Not what others sent us without being asked for it. */
  readonly isForeverAllowed?: true;
}

/** By the name of its field. */
export const RETENTION_RULES = {
  invites: {
    label: 'Revoked or expired invites',
    hint: 'With their mails. An address whose last invite is removed cannot sign in by code any more.',
    days: 365,
    least: 30,
    most: 3650,
    isForeverAllowed: true,
  },
  mails: {
    label: 'Mails that were sent or failed',
    hint: 'The addressee, what it was about, and the mail server’s answer.',
    days: 180,
    least: 7,
    most: 3650,
    isForeverAllowed: true,
  },
  webhooks: {
    label: 'Texts of webhooks',
    hint: 'When one arrived and what came of it stays.',
    days: 30,
    least: 1,
    most: 365,
  },
  calls: { label: 'Journal of calls to 1Money', hint: 'It has no texts.', days: 7, least: 1, most: 365 },
  requests: {
    label: 'Texts of settled requests to 1Money',
    hint: 'The names and addresses that customers were created with.',
    days: 30,
    least: 1,
    most: 365,
  },
  imports: {
    label: 'Imported files that are done',
    hint: 'With their rows. Files that nobody started go after 7 days.',
    days: 90,
    least: 1,
    most: 3650,
  },
  sessions: {
    label: 'Ended sessions and used links of staff, sign-ins of customers',
    hint: 'With addresses and browsers. The last session of each member of staff stays, and so does the last hand-over of a customer.',
    days: 90,
    least: 1,
    most: 365,
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RetentionField = keyof typeof RETENTION_RULES;
export const RETENTION_FIELDS = Object.keys(RETENTION_RULES).filter(isRetentionField);

function isRetentionField(text: string): text is RetentionField {
  return text in RETENTION_RULES;
}

/** Days by field; null for ever. */
export type Retention = Readonly<Record<RetentionField, number | null>>;

function ruleOf(field: RetentionField): Rule {
  return RETENTION_RULES[field];
}

function fits(field: RetentionField, days: number | null): boolean {
  const { least, most, isForeverAllowed } = ruleOf(field);
  return days === null ? isForeverAllowed === true : Number.isInteger(days) && days >= least && days <= most;
}

export function boundsText(field: RetentionField): string {
  const { least, most, isForeverAllowed } = ruleOf(field);
  return `Whole days from ${least} to ${most}${isForeverAllowed ? ', or empty for ever' : ''}.`;
}

export const retentionInput = z.strictObject(
  Object.fromEntries(
    RETENTION_FIELDS.map((field) => [
      field,
      z
        .string()
        .trim()
        .regex(/^\d{0,4}$/, boundsText(field))
        .transform((text) => (text === '' ? null : Number(text)))
        .refine((days) => fits(field, days), boundsText(field)),
    ]),
  ),
);

/** The stored or typed value; what is missing or out of bounds has its default. */
export function toRetention(stored: unknown): Retention {
  const given = z.record(z.string(), z.unknown()).safeParse(stored).data ?? {};
  const of = (field: RetentionField) => {
    const days = z.number().nullable().safeParse(given[field]).data;
    return days !== undefined && fits(field, days) ? days : ruleOf(field).days;
  };
  return {
    invites: of('invites'),
    mails: of('mails'),
    webhooks: of('webhooks'),
    calls: of('calls'),
    requests: of('requests'),
    imports: of('imports'),
    sessions: of('sessions'),
  };
}

/** What a night removed or blanked, by field. */
export type Removed = Readonly<Record<RetentionField, number>>;

export interface RetentionRun {
  readonly at: string;
  readonly removed: Removed;
}

export function toRemoved(details: AuditDetails): Removed {
  const of = (field: RetentionField) => Number(details[field] ?? 0);
  return {
    invites: of('invites'),
    mails: of('mails'),
    webhooks: of('webhooks'),
    calls: of('calls'),
    requests: of('requests'),
    imports: of('imports'),
    sessions: of('sessions'),
  };
}
