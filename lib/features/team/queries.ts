import 'server-only';
import { and, asc, count, desc, eq, getTableColumns, gt, inArray, isNotNull, isNull, max, sql } from 'drizzle-orm';
import { hasFactor } from '@/lib/platform/auth/factors/has-factor.queries';
import type { StaffRole, StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { MailState } from '@/lib/platform/db/column-values';
import { customers } from '@/lib/platform/db/schema/customers';
import { mails } from '@/lib/platform/db/schema/mails';
import { passwordLinks } from '@/lib/platform/db/schema/password-links';
import { sessions } from '@/lib/platform/db/schema/sessions';
import { ssoIdentities } from '@/lib/platform/db/schema/sso';
import { users } from '@/lib/platform/db/schema/users';

export interface StaffRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  /** By password, or as somebody who has come by single sign-on. */
  readonly hasWayIn: boolean;
  readonly hasFactor: boolean;
  readonly isDisabled: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly openSessions: number;
  readonly ownedCustomers: number;
  readonly openInvite: OpenInvite | null;
}

export interface OpenInvite {
  readonly id: string;
  readonly expiresAt: Date;
  readonly mailState: MailState | null;
  readonly mailReason: string | null;
}

/** The occasion of the one mail about a link. */
export function passwordLinkDedupeKey(linkId: string): string {
  return `password_link:${linkId}`;
}

/** Everybody on the team, by name; the disabled last. */
export async function listStaff(
  _scope: StaffScope,
  db: Db,
  limits: { readonly now: Date; readonly idleSince: Date },
): Promise<readonly StaffRow[]> {
  const isOpen = and(
    isNull(sessions.endedAt),
    gt(sessions.expiresAt, limits.now),
    gt(sessions.lastSeenAt, limits.idleSince),
  );
  const [accounts, seen, owned, invites, identities] = await Promise.all([
    db
      .select({ ...getTableColumns(users), hasFactor: hasFactor() })
      .from(users)
      .orderBy(sql`${users.disabledAt} is not null`, asc(users.sortName), asc(sql`${users.email} collate "C"`)),
    db
      .select({
        userId: sessions.userId,
        lastSeenAt: max(sessions.lastSeenAt),
        open: sql<number>`count(*) filter (where ${isOpen})::int`,
      })
      .from(sessions)
      .groupBy(sessions.userId),
    db
      .select({ userId: customers.ownerId, count: count() })
      .from(customers)
      .where(isNotNull(customers.ownerId))
      .groupBy(customers.ownerId),
    listOpenInvites(db, limits.now),
    db.select({ userId: ssoIdentities.userId }).from(ssoIdentities),
  ]);
  const linked = new Set(identities.map(({ userId }) => userId));
  const sessionsOf = new Map(seen.map((row) => [row.userId, row]));
  const ownedBy = new Map(owned.map((row) => [row.userId, row.count]));
  return accounts.map(({ id, email, name, role, passwordHash, hasFactor, disabledAt, createdAt }) => ({
    id,
    email,
    name,
    role,
    hasWayIn: passwordHash !== null || linked.has(id),
    hasFactor,
    isDisabled: disabledAt !== null,
    createdAt,
    lastSeenAt: sessionsOf.get(id)?.lastSeenAt ?? null,
    openSessions: sessionsOf.get(id)?.open ?? 0,
    ownedCustomers: ownedBy.get(id) ?? 0,
    openInvite: invites.get(id) ?? null,
  }));
}

async function listOpenInvites(db: Db, now: Date): Promise<ReadonlyMap<string, OpenInvite>> {
  const links = await db
    .select({ id: passwordLinks.id, userId: passwordLinks.userId, expiresAt: passwordLinks.expiresAt })
    .from(passwordLinks)
    .where(and(eq(passwordLinks.purpose, 'invite'), isNull(passwordLinks.endedAt), gt(passwordLinks.expiresAt, now)))
    .orderBy(desc(passwordLinks.createdAt));
  if (links.length === 0) return new Map();
  const sent = await db
    .select({ dedupeKey: mails.dedupeKey, state: mails.state, reason: mails.reason })
    .from(mails)
    .where(
      inArray(
        mails.dedupeKey,
        links.map(({ id }) => passwordLinkDedupeKey(id)),
      ),
    );
  const mailOf = new Map(sent.map((mail) => [mail.dedupeKey, mail]));
  return new Map(
    links.map(({ id, userId, expiresAt }) => {
      const mail = mailOf.get(passwordLinkDedupeKey(id));
      return [userId, { id, expiresAt, mailState: mail?.state ?? null, mailReason: mail?.reason ?? null }];
    }),
  );
}
