/**
 * Changes to the team. Each locks the admins first, so that of two who take each other's role away at the same moment
 * one is told that they are no admin any more: there is always somebody left who can undo a mistake.
 */
import 'server-only';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { env } from '@/lib/env';
import { endPasswordLinks, insertPasswordLink, type NewPasswordLink } from '@/lib/features/password/writes';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { AuditDetails, AuditEvent } from '@/lib/platform/audit/audit-events';
import { removeAllFactors } from '@/lib/platform/auth/factors/second-factors.writes';
import { isPasswordSignInOn } from '@/lib/platform/auth/password-sign-in.queries';
import type { StaffRole, StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { sessions } from '@/lib/platform/db/schema/sessions';
import { ssoIdentities } from '@/lib/platform/db/schema/sso';
import { users } from '@/lib/platform/db/schema/users';
import { toSortKey } from '@/lib/platform/input/text-keys';
import { insertMail, type NewMail } from '@/lib/platform/mail/mails.writes';
import { assertNever } from '@/lib/result';

export type StaffChange =
  | { readonly kind: 'role'; readonly role: StaffRole }
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable' }
  | { readonly kind: 'end_sessions' }
  /** For somebody whose phone is gone. */
  | { readonly kind: 'remove_factor' };

export type TeamOutcome = 'done' | 'unchanged' | 'not_found' | 'last_admin' | 'not_admin';

export interface Admins {
  readonly isAdmin: boolean;
  /** Whether somebody else than this account could still repair things. */
  hasOtherThan(userId: string): boolean;
}

export async function lockAdmins(scope: StaffScope | SystemScope, tx: Db): Promise<Admins> {
  const hasPasswords = await isPasswordSignInOn(scope, tx);
  const identities = tx.select().from(ssoIdentities).where(eq(ssoIdentities.userId, users.id));
  const admins = await tx
    .select({ id: users.id, passwordHash: users.passwordHash, isLinked: sql<boolean>`exists ${identities}` })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.disabledAt)))
    // In one order, so that two of them cannot wait for each other.
    .orderBy(asc(users.id))
    .for('update');
  return {
    isAdmin: scope.kind === 'staff' && admins.some(({ id }) => id === scope.userId),
    // An admin who was invited and has neither a password yet nor come by single sign-on cannot sign in.
    hasOtherThan: (userId) =>
      admins.some(
        ({ id, passwordHash, isLinked }) =>
          id !== userId && ((hasPasswords && passwordHash !== null) || (env().oidc !== null && isLinked)),
      ),
  };
}

type Account = typeof users.$inferSelect;

export async function changeStaff(
  scope: StaffScope,
  db: Db,
  userId: string,
  change: StaffChange,
  context: { readonly origin: Origin; readonly now: Date },
): Promise<TeamOutcome> {
  return db.transaction(async (tx) => {
    const admins = await lockAdmins(scope, tx);
    if (!admins.isAdmin) return 'not_admin';
    const [account] = await tx.select().from(users).where(eq(users.id, userId)).for('update');
    if (!account) return 'not_found';
    if (!isDifferent(account, change)) return 'unchanged';
    const isLosingAdmin =
      account.role === 'admin' &&
      account.disabledAt === null &&
      (change.kind === 'disable' || (change.kind === 'role' && change.role !== 'admin'));
    if (isLosingAdmin && !admins.hasOtherThan(userId)) return 'last_admin';
    const applied = await apply(scope, tx, account, { change, now: context.now });
    if (!applied) return 'unchanged';
    const { act, details } = applied;
    await insertAudit(scope, tx, {
      act,
      outcome: 'ok',
      origin: context.origin,
      details: { email: account.email, ...details },
    });
    return 'done';
  });
}

function isDifferent(account: Account, change: StaffChange): boolean {
  if (change.kind === 'role') return account.role !== change.role;
  if (change.kind === 'disable') return account.disabledAt === null;
  if (change.kind === 'enable') return account.disabledAt !== null;
  return true;
}

async function apply(
  scope: StaffScope,
  tx: Db,
  { id, role }: Account,
  { change, now }: { readonly change: StaffChange; readonly now: Date },
): Promise<{ readonly act: AuditEvent; readonly details?: AuditDetails } | null> {
  const update = (columns: Partial<Account>) => tx.update(users).set(columns).where(eq(users.id, id));
  switch (change.kind) {
    case 'role':
      await update({ role: change.role });
      return { act: 'staff.role_changed', details: { role: change.role, formerRole: role } };
    case 'disable':
      await update({ disabledAt: now });
      // Enabling the account again must not bring back what was open when it was disabled.
      await endSessions(tx, id, now);
      await endPasswordLinks(scope, tx, { userId: id, now });
      return { act: 'staff.disabled' };
    case 'enable':
      await update({ disabledAt: null });
      return { act: 'staff.enabled' };
    case 'end_sessions':
      return { act: 'staff.sessions_ended', details: { sessions: await endSessions(tx, id, now) } };
    case 'remove_factor': {
      const factors = await removeAllFactors(scope, tx, id);
      return factors === 0
        ? null
        : { act: 'staff.factor_removed', details: { factors, sessions: await endSessions(tx, id, now) } };
    }
    default:
      return assertNever(change);
  }
}

async function endSessions(tx: Db, userId: string, now: Date): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .returning({ idHash: sessions.idHash });
  return ended.length;
}

export interface StaffInvitation {
  readonly email: string;
  readonly role: StaffRole;
  readonly link: NewPasswordLink;
  readonly mail: NewMail;
  readonly origin: Origin;
}

/** Adds an account that cannot sign in yet, with its link and the mail about it. */
export async function insertInvitedStaff(
  scope: StaffScope,
  db: Db,
  invitation: StaffInvitation,
): Promise<'done' | 'not_admin' | 'exists'> {
  const { email, role, link } = invitation;
  return db.transaction(async (tx) => {
    if (!(await lockAdmins(scope, tx)).isAdmin) return 'not_admin';
    const [row] = await tx
      .insert(users)
      // Until they choose a name themselves, the address is what they are known by.
      .values({ id: link.userId, email, name: email, sortName: toSortKey(email), role, createdAt: link.now })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id });
    if (!row) return 'exists';
    await commitInvitation(scope, tx, invitation);
    return 'done';
  });
}

/** Gives an account that has no password yet a new link; the old one stops working. */
export async function renewStaffInvite(
  scope: StaffScope,
  db: Db,
  invitation: StaffInvitation,
): Promise<'done' | 'not_admin' | 'not_invited'> {
  return db.transaction(async (tx) => {
    if (!(await lockAdmins(scope, tx)).isAdmin) return 'not_admin';
    const [account] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, invitation.link.userId), isNull(users.passwordHash), isNull(users.disabledAt)))
      .for('update');
    if (!account) return 'not_invited';
    await commitInvitation(scope, tx, invitation);
    return 'done';
  });
}

async function commitInvitation(scope: StaffScope, tx: Db, invitation: StaffInvitation): Promise<void> {
  const { email, role, link, mail, origin } = invitation;
  await insertPasswordLink(scope, tx, link);
  await insertMail(scope, tx, mail);
  await insertAudit(scope, tx, { act: 'staff.invited', outcome: 'ok', origin, details: { email, role } });
}
