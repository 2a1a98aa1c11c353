import 'server-only';
import { sql } from 'drizzle-orm';
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { users } from './users';

export const SIGN_IN_WAYS = ['password', 'second_step', 'passkey', 'sso'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/**
 * Staff sessions. The cookie carries a random id inside next-auth's encrypted token; only its SHA-256 is stored, so a
 * copy of the database opens no session.
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
    /** `sso`: the provider has identified the person, by factors of its own choice. */
    signedInBy: text('signed_in_by', { enum: SIGN_IN_WAYS }).notNull().default('password'),
    /** When a password or a factor was last shown in it; sensitive actions ask again after ten minutes. */
    reauthenticatedAt: instant('reauthenticated_at').notNull().default(sql`now()`),
    endedAt: instant('ended_at'),
    address: text('address'),
    userAgent: text('user_agent'),
  },
  (table) => [index('sessions_user').on(table.userId)],
);
