import 'server-only';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import {
  type ColumnMatch,
  IMPORT_MODES,
  IMPORT_NOTES,
  IMPORT_STATES,
  ROW_STATES,
  type RowError,
  type RowProblem,
} from '@/lib/platform/db/column-values';
import { instant } from './columns';
import { users } from './users';

/** One file of customers. Its rows are worked off by jobs while it is `running`; a lost job is found by the catch-up. */
export const imports = pgTable(
  'imports',
  {
    id: text('id').primaryKey(),
    state: text('state', { enum: IMPORT_STATES }).notNull(),
    /** Null for pasted text. */
    fileName: text('file_name'),
    encoding: text('encoding').notNull(),
    delimiter: text('delimiter').notNull(),
    hasHeader: boolean('has_header').notNull(),
    /** Names of the columns, or a spreadsheet's letters. */
    columns: jsonb('columns').$type<string[]>().notNull(),
    match: jsonb('match').$type<ColumnMatch>().notNull(),
    /** Rows that were found in the file, column names included: as many must be kept. Null before this was counted. */
    recordCount: integer('record_count'),
    /** Titles above the column names. */
    skippedCount: integer('skipped_count').notNull().default(0),
    mode: text('mode', { enum: IMPORT_MODES }).notNull().default('create'),
    /** Language of the invites. */
    locale: text('locale').notNull().default('en'),
    note: text('note', { enum: IMPORT_NOTES }),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** In whose name rows are created: the person who started or last resumed it. */
    startedBy: text('started_by').references(() => users.id, { onDelete: 'set null' }),
    /** Where that request came from, for the audit of each row. */
    startedAddress: text('started_address'),
    startedUserAgent: text('started_user_agent'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** Lease of the one process that works on it, to avoid double work; correctness does not depend on it. */
    leaseBy: text('lease_by'),
    leaseUntil: instant('lease_until'),
  },
  (table) => [
    index('imports_created').on(table.createdAt, table.id),
    index('imports_open').on(table.state).where(sql`state in ('reading', 'draft', 'running')`),
  ],
);

/** One line of a file. */
export const importRows = pgTable(
  'import_rows',
  {
    importId: text('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    /** As a spreadsheet counts. */
    number: integer('number').notNull(),
    /** The intent of its creation (`operations.intent_id`): a row makes one customer, however often it is retried. */
    intentId: text('intent_id').notNull(),
    /** Line number in the file. */
    cells: jsonb('cells').$type<string[]>().notNull(),
    /** The key of the address (`emailKey`); null while it is no address. */
    email: text('email'),
    state: text('state', { enum: ROW_STATES }).notNull(),
    problems: jsonb('problems').$type<RowProblem[]>().notNull(),
    error: jsonb('error').$type<RowError>(),
    /** No foreign key: a rejected customer is removed, and the row must still refer to it. */
    customerId: text('customer_id'),
    /** The member of staff under whose name the operation is kept; the other half of its intent. */
    actor: text('actor'),
    isInvited: boolean('is_invited').notNull().default(false),
    completedAt: instant('completed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.number] }),
    uniqueIndex('import_rows_intent').on(table.intentId),
    index('import_rows_state').on(table.importId, table.state, table.number),
  ],
);
