import 'server-only';
import { sql } from 'drizzle-orm';
import { bigint, bigserial, boolean, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { NOTIFICATION_KINDS, NOTIFICATION_REASONS } from '@/lib/platform/db/column-values';
import { instant } from './columns';
import { customers } from './customers';
import { users } from './users';

/** What staff should know: one row per event; the customer's owner decides whom it concerns. Pruned. */
export const notifications = pgTable(
  'notifications',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    kind: text('kind', { enum: NOTIFICATION_KINDS }).notNull(),
    reason: text('reason', { enum: NOTIFICATION_REASONS }).notNull(),
    /** One notification per dedupe key: the same event again is the same row. */
    dedupeKey: text('dedupe_key').notNull(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    /** The customer's status at the time. */
    status: text('status').notNull(),
    at: instant('at').notNull().default(sql`now()`),
  },
  (table) => [
    uniqueIndex('notifications_dedupe_key').on(table.dedupeKey),
    index('notifications_kind').on(table.kind, table.id),
    index('notifications_at').on(table.at),
    index('notifications_customer').on(table.customerId),
  ],
);

/** Notifications that a person has read one by one. */
export const notificationReads = pgTable(
  'notification_reads',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    notificationId: bigint('notification_id', { mode: 'number' })
      .notNull()
      .references(() => notifications.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.notificationId] }),
    index('notification_reads_notification').on(table.notificationId),
  ],
);

/** A person's notification settings; without a row the defaults apply. */
export const notificationPreferences = pgTable('notification_preferences', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Every notification up to this one counts as read. */
  readThrough: bigint('read_through', { mode: 'number' }).notNull().default(0),
  /** The daily mail. */
  digest: boolean('digest').notNull().default(false),
});
