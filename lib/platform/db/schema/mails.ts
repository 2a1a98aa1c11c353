import 'server-only';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { MAIL_KINDS, MAIL_STATES } from '@/lib/platform/db/column-values';
import { instant } from './columns';
import { customers } from './customers';
import { invites } from './invites';

/**
 * The outbox: every mail is a row before it is sent. It holds what the mail is about, not its text: links and codes are
 * made while sending, so no live token is stored here.
 */
export const mails = pgTable(
  'mails',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: MAIL_KINDS }).notNull(),
    /** One mail per dedupe key, e.g. one per status change. */
    dedupeKey: text('dedupe_key').notNull(),
    email: text('email').notNull(),
    locale: text('locale').notNull(),
    customerId: text('customer_id').references(() => customers.id, { onDelete: 'cascade' }),
    inviteId: text('invite_id').references(() => invites.id, { onDelete: 'cascade' }),
    facts: jsonb('facts').$type<Record<string, string>>(),
    state: text('state', { enum: MAIL_STATES }).notNull().default('queued'),
    tries: integer('tries').notNull().default(0),
    /** What the mail server said, cut to 300 characters. */
    reason: text('reason'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    nextTryAt: instant('next_try_at').notNull(),
    completedAt: instant('completed_at'),
  },
  (table) => [
    uniqueIndex('mails_dedupe_key').on(table.dedupeKey),
    index('mails_due').on(table.nextTryAt).where(sql`state in ('queued', 'sending')`),
    index('mails_invite').on(table.inviteId, table.createdAt),
    // The list can be narrowed to invites that did not arrive.
    index('mails_undelivered').on(table.inviteId).where(sql`state in ('bounced', 'failed')`),
  ],
);
