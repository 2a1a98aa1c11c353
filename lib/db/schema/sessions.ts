import 'server-only';
import { sql } from 'drizzle-orm';
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { users } from './users';

/** How somebody proved who they are. */
export const SIGN_IN_METHODS = ['password', 'sso'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/**
 * Staff sessions. The cookie carries a random id inside next-auth's encrypted token; only its SHA-256 stands here,
 * so a copy of the database opens no session.
 */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 (hex) of the id in the cookie. */
    idHash: text('id_hash').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    lastSeenAt: instant('last_seen_at').notNull().default(sql`now()`),
    /** Absolute end, whatever the activity. */
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    method: text('method', { enum: SIGN_IN_METHODS }).notNull().default('password'),
    address: text('address'),
    userAgent: text('user_agent'),
  },
  (table) => [index('sessions_user').on(table.userId)],
);
