import 'server-only';
import { sql } from 'drizzle-orm';
import { pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { sessions } from './sessions';
import { users } from './users';

/** Who at a provider of single sign-on is which member of staff. The pair never changes hands, an address may. */
export const ssoIdentities = pgTable(
  'sso_identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** When they last came with a claim of roles that could not be read; null when it could. */
    roleUnknownAt: instant('role_unknown_at'),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    uniqueIndex('sso_identities_user').on(table.userId, table.issuer),
  ],
);

/** What a single sign-on session needs later and the database must not reveal: lib/features/sso/sso-settings.ts. */
export const ssoSessions = pgTable('sso_sessions', {
  idHash: text('id_hash')
    .primaryKey()
    .references(() => sessions.idHash, { onDelete: 'cascade' }),
  /** `SsoSessionFacts`, encrypted for this session alone. */
  encrypted: text('encrypted').notNull(),
});

export interface SsoSessionFacts {
  /** Proves to the provider whose sign-out it is. */
  readonly idToken: string | null;
  /** Where the provider wants people to sign out; null if it has no such address. */
  readonly endSessionUrl: string | null;
  /** What the provider said about the person. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The purpose that the facts of a session are encrypted for. */
export function ssoSessionPurpose(idHash: string): string {
  return `sso-session:${idHash}`;
}
