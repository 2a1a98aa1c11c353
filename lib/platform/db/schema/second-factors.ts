import 'server-only';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { users } from './users';

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

/** Authenticator apps, one an account. */
export const totpFactors = pgTable('totp_factors', {
  userId: userId().primaryKey(),
  /** Encrypted for `totp:USER_ID` (lib/platform/crypto/encrypt.ts). */
  secret: text('secret').notNull(),
  createdAt: instant('created_at').notNull().default(sql`now()`),
  /** Null until a code has shown that the app knows the secret; only then it counts. */
  confirmedAt: instant('confirmed_at'),
  /** The newest 30-second step whose code was accepted: it and all before it are used up. */
  lastStep: integer('last_step'),
});

/** For a lost phone. Each has 80 random bits, so a plain hash cannot be searched for. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    /** SHA-256 (hex). */
    codeHash: text('code_hash').primaryKey(),
    userId: userId(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    usedAt: instant('used_at'),
  },
  (table) => [index('recovery_codes_user').on(table.userId)],
);

/** WebAuthn credentials. The public key is no secret. */
export const passkeys = pgTable(
  'passkeys',
  {
    /** The authenticator's own id of the credential, base64url. */
    id: text('id').primaryKey(),
    userId: userId(),
    name: text('name').notNull(),
    /** COSE, base64url. */
    publicKey: text('public_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: jsonb('transports').$type<readonly string[]>().notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('passkeys_user').on(table.userId)],
);

/** A sign-in with the right password that still waits for the second factor. Five minutes, in one browser. */
export const pendingSignIns = pgTable(
  'pending_sign_ins',
  {
    /** SHA-256 (hex) of the id in the browser's cookie. */
    idHash: text('id_hash').primaryKey(),
    userId: userId(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('pending_sign_ins_user').on(table.userId)],
);

export const CHALLENGE_PURPOSES = ['register', 'sign_in', 'second_step', 'prove'] as const;
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];

/** What an authenticator was asked to sign. Five minutes, once, for one browser. */
export const passkeyChallenges = pgTable('passkey_challenges', {
  /** SHA-256 (hex) of the challenge. */
  challengeHash: text('challenge_hash').primaryKey(),
  purpose: text('purpose', { enum: CHALLENGE_PURPOSES }).notNull(),
  /** SHA-256 (hex) of the session or of the cookie of the browser that asked. */
  holder: text('holder').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
