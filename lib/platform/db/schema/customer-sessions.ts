import 'server-only';
import { sql } from 'drizzle-orm';
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * Sessions of customers (end users), apart from those of staff: other cookie, other table, other lifetime. The newest
 * hand-over of a customer's own address also says that its user has access (`queries/addressees.ts`).
 */
export const customerSessions = pgTable(
  'customer_sessions',
  {
    /** SHA-256 (hex) of the id in the cookie. */
    idHash: text('id_hash').primaryKey(),
    /** Lower case; the businesses it opens are looked up at every request. */
    email: text('email').notNull(),
    /** `invite`: not a session, but half an hour without a further code on the pages of invites. */
    proof: text('proof', { enum: ['code', 'handoff', 'invite'] }).notNull(),
    /** The language it began in, for mails to people without an invite. */
    locale: text('locale'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [index('customer_sessions_email').on(table.email)],
);
