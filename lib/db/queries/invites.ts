import 'server-only';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { customers } from '@/lib/db/schema/customers';
import { inviteTokens } from '@/lib/db/schema/invite-tokens';
import { invites } from '@/lib/db/schema/invites';
import { mails } from '@/lib/db/schema/mails';
import type { MailState } from '@/lib/kyb/invite-view';
import type { StaffScope, SystemScope } from '@/lib/scope';

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

/** All invites of a customer, newest first, each with the state of its newest mail. */
export async function listInvitesOf(
  _scope: StaffScope,
  db: Db,
  customerId: string,
): Promise<readonly InviteWithMail[]> {
  const newest = db
    .selectDistinctOn([mails.inviteId], { inviteId: mails.inviteId, state: mails.state, reason: mails.reason })
    .from(mails)
    .orderBy(mails.inviteId, desc(mails.createdAt))
    .as('newest');
  return db
    .select({ ...columns, mailState: newest.state, reason: newest.reason })
    .from(invites)
    .leftJoin(newest, eq(newest.inviteId, invites.id))
    .where(eq(invites.customerId, customerId))
    .orderBy(desc(invites.createdAt));
}

/** The living invite of a customer for an address; null when there is none. */
export async function findLivingInvite(
  _scope: StaffScope | SystemScope,
  db: Db,
  customerId: string,
  email: string,
): Promise<Invite | null> {
  const [row] = await selectInvites(db)
    .where(
      and(
        eq(invites.customerId, customerId),
        eq(sql`lower(${invites.email})`, email.toLowerCase()),
        isNull(invites.revokedAt),
      ),
    )
    .limit(1);
  return row ?? null;
}

/** The businesses an address may act for: those it holds an invite for that was not revoked. */
export async function listInvitedCustomerIds(_scope: SystemScope, db: Db, email: string): Promise<readonly string[]> {
  const rows = await db
    .selectDistinct({ customerId: invites.customerId })
    .from(invites)
    .where(and(eq(sql`lower(${invites.email})`, email.toLowerCase()), isNull(invites.revokedAt)));
  return rows.map(({ customerId }) => customerId);
}

/** Living invites nobody has answered, whose customer still has something to do: candidates for a reminder. */
export async function listUnanswered(
  _scope: SystemScope,
  db: Db,
  options: { readonly now: Date; readonly maxReminders: number; readonly limit: number },
): Promise<readonly (Invite & { readonly status: string })[]> {
  return db
    .select({ ...columns, status: customers.status })
    .from(invites)
    .innerJoin(customers, eq(customers.id, invites.customerId))
    .where(
      and(
        isNull(invites.revokedAt),
        isNull(invites.startedAt),
        isNull(invites.remindersStoppedAt),
        gt(invites.expiresAt, options.now),
        sql`${invites.remindersSent} < ${options.maxReminders}`,
      ),
    )
    .orderBy(invites.createdAt)
    .limit(options.limit);
}
