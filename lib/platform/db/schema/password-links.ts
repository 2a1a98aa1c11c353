import 'server-only';
import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { users } from './users';

export const PASSWORD_LINK_PURPOSES = ['invite', 'reset'] as const;
export type PasswordLinkPurpose = (typeof PASSWORD_LINK_PURPOSES)[number];

/**
 * Mailed links for setting a password, each used once. The token is derived from a server key and the id, so only its
 * hash is stored.
 */
export const passwordLinks = pgTable(
  'password_links',
  {
    id: text('id').primaryKey(),
    /** SHA-256 (hex) of the token. */
    tokenHash: text('token_hash').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    purpose: text('purpose', { enum: PASSWORD_LINK_PURPOSES }).notNull(),
    /** The user who asked for it, or the reason of the system scope. */
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    /** When it was used, or replaced by a newer one. */
    endedAt: instant('ended_at'),
  },
  (table) => [
    uniqueIndex('password_links_token').on(table.tokenHash),
    index('password_links_user').on(table.userId, table.createdAt),
  ],
);
