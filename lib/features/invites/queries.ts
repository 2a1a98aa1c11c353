import 'server-only';
import { and, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { CustomerRef } from '@/lib/features/customers/customers.queries';
import { isMasked, maskEmail, maskText } from '@/lib/platform/auth/masking';
import type { StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { MailState } from '@/lib/platform/db/column-values';
import { customers } from '@/lib/platform/db/schema/customers';
import { inviteTokens } from '@/lib/platform/db/schema/invite-tokens';
import { invites } from '@/lib/platform/db/schema/invites';
import { mails } from '@/lib/platform/db/schema/mails';
import { emailKey } from '@/lib/platform/input/email-address';

const DAY_MS = 24 * 60 * 60_000;

const columns = {
  id: invites.id,
  customerId: invites.customerId,
  email: invites.email,
  locale: invites.locale,
  message: invites.message,
  generation: invites.generation,
  createdAt: invites.createdAt,
  expiresAt: invites.expiresAt,
  revokedAt: invites.revokedAt,
  viewedAt: invites.viewedAt,
  viewCount: invites.viewCount,
  startedAt: invites.startedAt,
  returnedAt: invites.returnedAt,
  remindersSent: invites.remindersSent,
  lastRemindedAt: invites.lastRemindedAt,
  remindersStoppedAt: invites.remindersStoppedAt,
};

function selectInvites(db: Db) {
  return db.select(columns).from(invites);
}

export type Invite = Awaited<ReturnType<typeof selectInvites>>[number];

export interface FoundInvite {
  readonly invite: Invite;
  /** Whether the token is of the generation that lives. */
  readonly isCurrent: boolean;
  readonly businessName: string;
  readonly status: string;
}

/** By the hash of any token it ever had; null when there was none. */
export async function findInviteByHash(_scope: SystemScope, db: Db, hash: string): Promise<FoundInvite | null> {
  const [row] = await db
    .select({
      invite: columns,
      generation: inviteTokens.generation,
      businessName: customers.businessName,
      status: customers.status,
    })
    .from(inviteTokens)
    .innerJoin(invites, eq(invites.id, inviteTokens.inviteId))
    .innerJoin(customers, eq(customers.id, invites.customerId))
    .where(eq(inviteTokens.hash, hash))
    .limit(1);
  if (!row) return null;
  const { invite, generation, businessName, status } = row;
  return { invite, isCurrent: generation === invite.generation, businessName, status };
}

export async function getInvite(_scope: StaffScope | SystemScope, db: Db, id: string): Promise<Invite | null> {
  const [row] = await selectInvites(db).where(eq(invites.id, id)).limit(1);
  return row ?? null;
}

export interface InviteWithMail extends Invite {
  readonly mailState: MailState | null;
  readonly reason: string | null;
}

/** All invites of a customer, newest first, each with the state of its newest mail that carries its link. */
export async function listInvitesOf(scope: StaffScope, db: Db, customerId: string): Promise<readonly InviteWithMail[]> {
  const newest = db
    .select({ state: mails.state, reason: mails.reason })
    .from(mails)
    .where(and(eq(mails.inviteId, invites.id), inArray(mails.kind, ['invite', 'reminder'])))
    .orderBy(desc(mails.createdAt))
    .limit(1)
    .as('newest');
  const rows = await db
    .select({ ...columns, mailState: newest.state, reason: newest.reason })
    .from(invites)
    .leftJoinLateral(newest, sql`true`)
    .where(eq(invites.customerId, customerId))
    .orderBy(desc(invites.createdAt));
  if (!isMasked(scope)) return rows;
  // What staff wrote to a person is full of their name.
  return rows.map((row) => ({
    ...row,
    email: maskEmail(row.email),
    message: null,
    reason: row.reason && maskText(row.reason),
  }));
}

/** The living invite of a customer for an address; null when there is none. */
export async function findLivingInvite(
  _scope: StaffScope | SystemScope,
  db: Db,
  customerId: string,
  email: string,
): Promise<Invite | null> {
  const [row] = await selectInvites(db)
    .where(and(eq(invites.customerId, customerId), eq(invites.emailKey, emailKey(email)), isNull(invites.revokedAt)))
    .limit(1);
  return row ?? null;
}

/** The businesses an address may act for: those it holds an invite for that was not revoked. */
export async function listInvitedCustomerIds(_scope: SystemScope, db: Db, email: string): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ customerId: invites.customerId })
    .from(invites)
    .where(and(eq(invites.emailKey, emailKey(email)), isNull(invites.revokedAt)));
  return rows.map(({ customerId }) => customerId);
}

/**
 * Live, unanswered invites of customers in these statuses whose next reminder is due: the first so many days after the
 * invite (or its renewal), each further one as many days after the last as the list says.
 */
export async function listRemindable(
  _scope: SystemScope,
  db: Db,
  options: {
    readonly now: Date;
    /** Days of the reminders after the invite, ascending. */
    readonly days: readonly number[];
    readonly statuses: readonly string[];
    readonly limit: number;
  },
): Promise<readonly { readonly invite: Invite; readonly customer: CustomerRef }[]> {
  const { now, days, statuses, limit } = options;
  if (days.length === 0) return [];
  const isDue = days.map((day, sent) => {
    const waitMs = (day - (days[sent - 1] ?? 0)) * DAY_MS;
    const since = new Date(now.getTime() - waitMs);
    return and(
      eq(invites.remindersSent, sent),
      lte(sql`coalesce(${invites.lastRemindedAt}, ${invites.createdAt})`, since.toISOString()),
    );
  });
  const { id, upstreamId, status, observedAt, observedBy } = customers;
  return db
    .select({ invite: columns, customer: { id, upstreamId, status, observedAt, observedBy } })
    .from(invites)
    .innerJoin(customers, eq(customers.id, invites.customerId))
    .where(
      and(
        isNull(invites.revokedAt),
        isNull(invites.startedAt),
        isNull(invites.remindersStoppedAt),
        gt(invites.expiresAt, now),
        inArray(customers.status, [...statuses]),
        or(...isDue),
      ),
    )
    .orderBy(invites.createdAt)
    .limit(limit);
}
