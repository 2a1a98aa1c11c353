import 'server-only';
import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { ITEM_STATES } from '@/lib/platform/db/column-values';
import { bulkRuns } from './bulk-runs';
import { instant } from './columns';

/** The committed plan for one customer, written before it is carried out. */
export interface BulkDetail {
  readonly inviteId?: string;
  /** Of the invite before it is renewed. */
  readonly generation?: number;
  /** Of the reminder. */
  readonly number?: number;
  /** The owner before and after; null for none. */
  readonly from?: string | null;
  readonly to?: string | null;
}

/** One customer of a run. No foreign key to the customer: the record outlives it. */
export const bulkItems = pgTable(
  'bulk_items',
  {
    runId: text('run_id')
      .notNull()
      .references(() => bulkRuns.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    customerId: text('customer_id').notNull(),
    state: text('state', { enum: ITEM_STATES }).notNull(),
    /** Why it was skipped, or the kind of error of what failed. */
    reason: text('reason'),
    /** The result as a word. */
    outcome: text('outcome'),
    detail: jsonb('detail').$type<BulkDetail>(),
    tries: integer('tries').notNull().default(0),
    claimedAt: instant('claimed_at'),
    completedAt: instant('completed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.position] }),
    index('bulk_items_state').on(table.runId, table.state, table.position),
  ],
);
