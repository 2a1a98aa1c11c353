import 'server-only';
import { sql } from 'drizzle-orm';
import { boolean, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { STAFF_ROLES } from '@/lib/platform/auth/scope';
import { instant, keyText } from './columns';

/** Partner staff. Customers (end users) are never rows here. */
export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    /** Its key (`emailKey`): one account per address however it is typed. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** The key of the name, which lists of staff are ordered by. */
    sortName: keyText('sort_name').notNull(),
    role: text('role', { enum: STAFF_ROLES }).notNull(),
    /** Argon2id in PHC format; null for accounts that cannot sign in by password. */
    passwordHash: text('password_hash'),
    /** Shorter than an account without a second factor may have. */
    isPasswordShort: boolean('is_password_short').notNull().default(false),
    /** Accounts of `npm run demo`: disabled whenever the portal starts without a demo password. */
    isDemo: boolean('is_demo').notNull().default(false),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [uniqueIndex('users_email_key').on(table.email)],
);
