import 'server-only';
import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Scope, SystemScope } from '@/lib/platform/auth/scope';
import { notifyChange } from '@/lib/platform/db/changes';
import type { Db } from '@/lib/platform/db/client';
import type { MailKind } from '@/lib/platform/db/column-values';
import { mails } from '@/lib/platform/db/schema/mails';

export interface NewMail {
  readonly id: string;
  readonly kind: MailKind;
  readonly dedupeKey: string;
  readonly email: string;
  readonly locale: string;
  readonly customerId: string | null;
  readonly inviteId: string | null;
  readonly facts: Record<string, string>;
  readonly now: Date;
}

/** Commits a mail to the outbox. False if one with this dedupe key exists. */
export async function insertMail(_scope: Scope, db: Db, mail: NewMail): Promise<boolean> {
  const { now, ...columns } = mail;
  const [row] = await db
    .insert(mails)
    .values({ ...columns, createdAt: now, nextTryAt: now })
    .onConflictDoNothing({ target: mails.dedupeKey })
    .returning({ id: mails.id });
  return row !== undefined;
}

export type Mail = typeof mails.$inferSelect;

/** After this a `sending` mail is taken to be abandoned by a process that died: sent again, at most once a crash. */
const SENDING_MS = 2 * 60_000;

/** Claims a due mail for sending. Null when it is not due, stopped, or claimed by another process. */
export async function claimMail(_scope: SystemScope, db: Db, id: string, now: Date): Promise<Mail | null> {
  const [row] = await db
    .update(mails)
    .set({ state: 'sending', tries: sql`${mails.tries} + 1`, nextTryAt: new Date(now.getTime() + SENDING_MS) })
    .where(and(eq(mails.id, id), inArray(mails.state, ['queued', 'sending']), lte(mails.nextTryAt, now)))
    .returning();
  return row ?? null;
}

/** A slow process must not overrule the one that claimed its mail meanwhile: only the last claim completes. */
function isClaimed({ id, tries }: Pick<Mail, 'id' | 'tries'>) {
  return and(eq(mails.id, id), eq(mails.tries, tries), eq(mails.state, 'sending'));
}

/** The customer's page shows the fate of an invite's mail, so it is notified. */
export async function completeMail(
  _scope: SystemScope,
  db: Db,
  claimed: Pick<Mail, 'id' | 'tries'>,
  outcome: { readonly state: 'sent' | 'bounced' | 'failed'; readonly reason: string | null; readonly now: Date },
): Promise<void> {
  const stopped = await db
    .update(mails)
    .set({ state: outcome.state, reason: outcome.reason, completedAt: outcome.now })
    .where(isClaimed(claimed))
    .returning({ customerId: mails.customerId });
  for (const { customerId } of stopped) if (customerId !== null) await notifyChange(db, customerId);
}

export async function postponeMail(
  _scope: SystemScope,
  db: Db,
  claimed: Pick<Mail, 'id' | 'tries'>,
  until: { readonly nextTryAt: Date; readonly reason: string },
): Promise<void> {
  await db
    .update(mails)
    .set({ state: 'queued', nextTryAt: until.nextTryAt, reason: until.reason })
    .where(isClaimed(claimed));
}

/** Ids of mails that are due. */
export async function listDueMails(
  _scope: SystemScope,
  db: Db,
  due: { readonly now: Date; readonly limit: number; readonly customerId?: string },
): Promise<readonly string[]> {
  const ofCustomer = due.customerId === undefined ? undefined : eq(mails.customerId, due.customerId);
  const rows = await db
    .select({ id: mails.id })
    .from(mails)
    .where(and(inArray(mails.state, ['queued', 'sending']), lte(mails.nextTryAt, due.now), ofCustomer))
    .orderBy(mails.nextTryAt)
    .limit(due.limit);
  return rows.map(({ id }) => id);
}
