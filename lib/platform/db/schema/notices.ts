import 'server-only';
import { sql } from 'drizzle-orm';
import { bigint, bigserial, boolean, index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { NOTICE_KINDS, NOTICE_REASONS } from '@/lib/platform/db/column-values';
import { instant } from './columns';
import { customers } from './customers';
import { users } from './users';

/** What staff should hear of: one row an event, whoever it concerns, which the customer's owner decides. Pruned. */
export const notices = pgTable(
  'notices',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    reason: text('reason', { enum: NOTICE_REASONS }).notNull(),
    /** One notice per occasion: the same event noticed again is the same row. */
    occasion: text('occasion').notNull(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    /** The customer's status at the time. */
    status: text('status').notNull(),
    at: instant('at').notNull().default(sql`now()`),
  },
  (table) => [
    uniqueIndex('notices_occasion').on(table.occasion),
    index('notices_kind').on(table.kind, table.id),
    index('notices_at').on(table.at),
    index('notices_customer').on(table.customerId),
  ],
);

/** Notices that a person has read one by one. */
export const noticeReads = pgTable(
  'notice_reads',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    noticeId: bigint('notice_id', { mode: 'number' })
      .notNull()
      .references(() => notices.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.userId, table.noticeId] }), index('notice_reads_notice').on(table.noticeId)],
);

/** What a person has set about notices; no row is as good as the defaults. */
export const noticePreferences = pgTable('notice_preferences', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Every notice up to this one counts as read. */
  readThrough: bigint('read_through', { mode: 'number' }).notNull().default(0),
  /** The daily mail. */
  digest: boolean('digest').notNull().default(false),
});
