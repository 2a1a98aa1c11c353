import 'server-only';
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { emailCodes } from '@/lib/platform/db/schema/email-codes';

/** The code of a mail; when the mail is sent again, its time starts again, its tries do not. */
export async function insertCode(
  _scope: SystemScope,
  db: Db,
  code: Omit<typeof emailCodes.$inferInsert, 'tries' | 'usedAt'>,
): Promise<void> {
  await db
    .insert(emailCodes)
    .values(code)
    .onConflictDoUpdate({ target: emailCodes.id, set: { expiresAt: code.expiresAt } });
}

/** The newest code of an address, if it is still open; older ones are dead as soon as a newer one exists. */
export async function findOpenCode(
  _scope: SystemScope,
  db: Db,
  wanted: {
    readonly email: string;
    readonly purpose: 'sign_in' | 'invite';
    readonly now: Date;
    readonly maxTries: number;
  },
): Promise<{ readonly id: string; readonly codeHash: string } | null> {
  const [row] = await db
    .select()
    .from(emailCodes)
    .where(and(eq(emailCodes.email, wanted.email), eq(emailCodes.purpose, wanted.purpose)))
    .orderBy(desc(emailCodes.createdAt))
    .limit(1);
  if (!row || row.usedAt !== null || row.expiresAt <= wanted.now || row.tries >= wanted.maxTries) return null;
  return { id: row.id, codeHash: row.codeHash };
}

/** Uses one try. False when there is none left. */
export async function countCodeTry(_scope: SystemScope, db: Db, id: string, maxTries: number): Promise<boolean> {
  const counted = await db
    .update(emailCodes)
    .set({ tries: sql`${emailCodes.tries} + 1` })
    .where(and(eq(emailCodes.id, id), lt(emailCodes.tries, maxTries), isNull(emailCodes.usedAt)))
    .returning({ id: emailCodes.id });
  return counted.length > 0;
}

/** Returns the try of a code that was right: pressing again after an obstacle is no guessing. */
export async function giveBackCodeTry(_scope: SystemScope, db: Db, id: string): Promise<void> {
  await db
    .update(emailCodes)
    .set({ tries: sql`${emailCodes.tries} - 1` })
    .where(and(eq(emailCodes.id, id), gt(emailCodes.tries, 0)));
}

/** False when another request used it at the same moment. */
export async function spendCode(_scope: SystemScope, db: Db, id: string, now: Date): Promise<boolean> {
  const used = await db
    .update(emailCodes)
    .set({ usedAt: now })
    .where(and(eq(emailCodes.id, id), isNull(emailCodes.usedAt)))
    .returning({ id: emailCodes.id });
  return used.length > 0;
}
