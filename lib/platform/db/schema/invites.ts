import 'server-only';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, keyText } from './columns';
import { customers } from './customers';

/**
 * A durable way into onboarding for one address: mailed, copied, revoked. It never holds an onboarding link, which is
 * created when a person asks for it. The token is derived from a server key, the id and the generation, so only its
 * hash is stored (`invite_tokens`).
 */
export const invites = pgTable(
  'invites',
  {
    id: text('id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    /** As given. */
    email: text('email').notNull(),
    emailKey: keyText('email_key').notNull(),
    /** Language of the mail and of the pages, e.g. `pt-BR`. */
    locale: text('locale').notNull(),
    /** What the member of staff wrote to the customer; plain text. */
    message: text('message'),
    generation: integer('generation').notNull().default(1),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** The page was fetched, perhaps by a mail scanner. */
    viewedAt: instant('viewed_at'),
    viewCount: integer('view_count').notNull().default(0),
    /** The button was used and the browser sent to the form. */
    startedAt: instant('started_at'),
    returnedAt: instant('returned_at'),
    remindersSent: integer('reminders_sent').notNull().default(0),
    /** When it was last reminded of or renewed: the days to the next reminder count from here. */
    lastRemindedAt: instant('last_reminded_at'),
    /** The customer asked not to be reminded of this invite. */
    remindersStoppedAt: instant('reminders_stopped_at'),
  },
  (table) => [
    // At most one living invite per customer and address.
    uniqueIndex('invites_living').on(table.customerId, table.emailKey).where(sql`revoked_at is null`),
    index('invites_customer').on(table.customerId, table.createdAt),
    index('invites_created').on(table.createdAt),
    index('invites_email').on(table.emailKey),
    index('invites_expires').on(table.expiresAt),
  ],
);
