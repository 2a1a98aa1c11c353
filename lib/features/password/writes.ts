import 'server-only';
import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { Scope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { type PasswordLinkPurpose, passwordLinks } from '@/lib/platform/db/schema/password-links';
import { pendingSignIns } from '@/lib/platform/db/schema/second-factors';
import { sessions } from '@/lib/platform/db/schema/sessions';
import { users } from '@/lib/platform/db/schema/users';
import { toSortKey } from '@/lib/platform/input/text-keys';

export interface NewPasswordLink {
  readonly id: string;
  readonly tokenHash: string;
  readonly userId: string;
  readonly purpose: PasswordLinkPurpose;
  readonly createdBy: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** Adds a link; earlier ones of the account for the same purpose stop working. */
export async function insertPasswordLink(scope: Scope, tx: Db, link: NewPasswordLink): Promise<void> {
  const { now, ...columns } = link;
  await endPasswordLinks(scope, tx, { userId: link.userId, purpose: link.purpose, now });
  await tx.insert(passwordLinks).values({ ...columns, createdAt: now });
}

/**
 * Adds a link to reset the password of the account with this address. Null for an unknown or disabled one, and for one
 * that has no password: it was invited and has not answered yet, or signs in in another way. Without `origin` it was on
 * the record before.
 */
export async function insertResetLink(
  scope: SystemScope,
  db: Db,
  email: string,
  { toLink, origin }: { readonly toLink: (userId: string) => NewPasswordLink; readonly origin: Origin | null },
): Promise<NewPasswordLink | null> {
  return db.transaction(async (tx) => {
    const [account] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.email, email), isNull(users.disabledAt), isNotNull(users.passwordHash)))
      .for('update');
    if (!account) return null;
    const link = toLink(account.id);
    await insertPasswordLink(scope, tx, link);
    if (origin)
      await insertAudit(scope, tx, { act: 'staff.reset_requested', outcome: 'ok', origin, details: { email } });
    return link;
  });
}

/** Without a purpose all links of the account. */
export async function endPasswordLinks(
  _scope: Scope,
  tx: Db,
  which: { readonly userId: string; readonly purpose?: PasswordLinkPurpose; readonly now: Date },
): Promise<void> {
  const ofPurpose = which.purpose && eq(passwordLinks.purpose, which.purpose);
  await tx
    .update(passwordLinks)
    .set({ endedAt: which.now })
    .where(and(eq(passwordLinks.userId, which.userId), isNull(passwordLinks.endedAt), ofPurpose));
}

/**
 * Uses a link up and sets the password; of two concurrent uses one succeeds. All sessions and all other links of the
 * account end, so that an old password opens nothing. Null when the link no longer works.
 */
export async function spendPasswordLink(
  scope: SystemScope,
  db: Db,
  use: {
    readonly tokenHash: string;
    readonly passwordHash: string;
    readonly isPasswordShort: boolean;
    /** Null keeps the present one. */
    readonly name: string | null;
    readonly now: Date;
  },
  origin: Origin,
): Promise<PasswordLinkPurpose | null> {
  const { tokenHash, passwordHash, isPasswordShort, name, now } = use;
  return db.transaction(async (tx) => {
    const [link] = await tx
      .update(passwordLinks)
      .set({ endedAt: now })
      .where(
        and(eq(passwordLinks.tokenHash, tokenHash), isNull(passwordLinks.endedAt), gt(passwordLinks.expiresAt, now)),
      )
      .returning({ userId: passwordLinks.userId, purpose: passwordLinks.purpose });
    if (!link) return null;
    const { userId, purpose } = link;
    const [account] = await tx
      .update(users)
      .set({ passwordHash, isPasswordShort, ...(name !== null && { name, sortName: toSortKey(name) }) })
      .where(and(eq(users.id, userId), isNull(users.disabledAt)))
      .returning({ email: users.email, name: users.name, role: users.role });
    if (!account) return null;
    await endPasswordLinks(scope, tx, { userId, now });
    await tx
      .update(sessions)
      .set({ endedAt: now })
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)));
    // A sign-in waiting for its second step has shown the old password.
    await tx.delete(pendingSignIns).where(eq(pendingSignIns.userId, userId));
    const self = { kind: 'staff', userId, sessionId: '', ...account } as const;
    const act = purpose === 'invite' ? 'staff.joined' : 'staff.password_set';
    await insertAudit(self, tx, { act, outcome: 'ok', origin });
    return purpose;
  });
}
