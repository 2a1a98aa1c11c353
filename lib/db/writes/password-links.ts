import 'server-only';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { type PasswordLinkPurpose, passwordLinks } from '@/lib/db/schema/password-links';
import { sessions } from '@/lib/db/schema/sessions';
import { users } from '@/lib/db/schema/users';
import type { Scope, SystemScope } from '@/lib/scope';
import { insertAudit, type Origin } from './audit';

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
 * Uses a link up and sets the password; of two who use it at once one does. Whoever knew an old password is out: all
 * sessions end, and every other link of the account with them. Null when the link does not work any more.
 */
export async function spendPasswordLink(
  scope: SystemScope,
  db: Db,
  use: {
    readonly tokenHash: string;
    readonly passwordHash: string;
    /** Null keeps the present one. */
    readonly name: string | null;
    readonly now: Date;
  },
  origin: Origin,
): Promise<PasswordLinkPurpose | null> {
  const { tokenHash, passwordHash, name, now } = use;
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
      .set({ passwordHash, ...(name !== null && { name }) })
      .where(and(eq(users.id, userId), isNull(users.disabledAt)))
      .returning({ email: users.email, name: users.name, role: users.role });
    if (!account) return null;
    await endPasswordLinks(scope, tx, { userId, now });
    await tx
      .update(sessions)
      .set({ endedAt: now })
      .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)));
    const self = { kind: 'staff', userId, sessionId: '', ...account } as const;
    const act = purpose === 'invite' ? 'staff.joined' : 'staff.password_set';
    await insertAudit(self, tx, { act, outcome: 'ok', origin });
    return purpose;
  });
}
