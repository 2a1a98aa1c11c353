import 'server-only';
import { and, eq, gt, isNull, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { hasFactor } from '@/lib/platform/auth/factors/has-factor.queries';
import type { StaffRole, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { type PasswordLinkPurpose, passwordLinks } from '@/lib/platform/db/schema/password-links';
import { users } from '@/lib/platform/db/schema/users';

export interface OpenPasswordLink {
  readonly id: string;
  readonly purpose: PasswordLinkPurpose;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  /** Whether the account has a second factor, so that a shorter password is enough. */
  readonly hasFactor: boolean;
  /** Name of who made it; null for the portal itself. */
  readonly createdByName: string | null;
  readonly expiresAt: Date;
}

/** A link that still works, by the hash of its token; null for a used, replaced, expired or unknown one. */
export function getOpenPasswordLink(scope: SystemScope, db: Db, tokenHash: string, now: Date) {
  return getOpen(scope, db, eq(passwordLinks.tokenHash, tokenHash), now);
}

/** The same by its id, for the mail that is about it. */
export function getOpenPasswordLinkById(scope: SystemScope, db: Db, id: string, now: Date) {
  return getOpen(scope, db, eq(passwordLinks.id, id), now);
}

const makers = alias(users, 'makers');

async function getOpen(_scope: SystemScope, db: Db, which: SQL, now: Date): Promise<OpenPasswordLink | null> {
  const [row] = await db
    .select({
      id: passwordLinks.id,
      purpose: passwordLinks.purpose,
      email: users.email,
      name: users.name,
      role: users.role,
      hasFactor: hasFactor(),
      createdByName: makers.name,
      expiresAt: passwordLinks.expiresAt,
    })
    .from(passwordLinks)
    .innerJoin(users, eq(users.id, passwordLinks.userId))
    .leftJoin(makers, eq(makers.id, passwordLinks.createdBy))
    .where(and(which, isNull(passwordLinks.endedAt), gt(passwordLinks.expiresAt, now), isNull(users.disabledAt)))
    .limit(1);
  return row ?? null;
}
