import 'server-only';
import { sql } from 'drizzle-orm';
import { type AnyPgColumn, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { BULK_ACTIONS, BULK_SELECTIONS, RUN_STATES } from '@/lib/platform/db/column-values';
import { instant } from './columns';
import { users } from './users';

/** What an act is given besides the customer. */
export interface BulkParams {
  /** Of `assign`: the new owner; null for none. */
  readonly ownerId?: string | null;
  readonly locale?: string;
  readonly message?: string | null;
}

/** One act on many customers; its customers are `bulk_items`. The row promises, a job hurries. */
export const bulkRuns = pgTable(
  'bulk_runs',
  {
    id: text('id').primaryKey(),
    act: text('act', { enum: BULK_ACTIONS }).notNull(),
    selection: text('selection', { enum: BULK_SELECTIONS }).notNull(),
    /** How many more matched than one run takes. */
    leftOut: integer('left_out').notNull().default(0),
    params: jsonb('params').$type<BulkParams>().notNull(),
    state: text('state', { enum: RUN_STATES }).notNull().default('draft'),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** In whose name the job acts, and from where they asked it to. */
    startedBy: text('started_by').references(() => users.id, { onDelete: 'set null' }),
    address: text('address'),
    userAgent: text('user_agent'),
    /** The run that this one takes back. */
    undoOf: text('undo_of').references((): AnyPgColumn => bulkRuns.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    // Nothing is taken back twice.
    uniqueIndex('bulk_runs_undo_of').on(table.undoOf),
    index('bulk_runs_created').on(table.createdAt),
    index('bulk_runs_running').on(table.startedAt).where(sql`state = 'running'`),
  ],
);
