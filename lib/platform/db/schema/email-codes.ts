import 'server-only';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** Six-digit codes sent by mail: ten minutes, five tries, one use. Only a keyed hash is stored. */
export const emailCodes = pgTable(
  'email_codes',
  {
    /** That of the mail it was sent with. */
    id: text('id').primaryKey(),
    /** Lower case. */
    email: text('email').notNull(),
    purpose: text('purpose', { enum: ['sign_in', 'invite'] }).notNull(),
    codeHash: text('code_hash').notNull(),
    tries: integer('tries').notNull().default(0),
    /** When it was asked for: of several codes the one asked for last counts, in whatever order the mails went out. */
    createdAt: instant('created_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [index('email_codes_email').on(table.email, table.purpose, table.createdAt)],
);
