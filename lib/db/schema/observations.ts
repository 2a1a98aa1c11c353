import 'server-only';
import { sql } from 'drizzle-orm';
import { bigserial, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { type FlaggedItem, OBSERVATION_SOURCES } from '@/lib/kyb/customer-view';
import { instant } from './columns';
import { customers } from './customers';

/** One reading of a customer's status that taught us something new: value, when, source. Never updated. */
export const observations = pgTable(
  'observations',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    status: text('status').notNull(),
    /** What upstream wrote, cut to 64 characters; differs from `status` in case or separators at most. */
    rawStatus: text('raw_status'),
    source: text('source', { enum: OBSERVATION_SOURCES }).notNull(),
    flaggedItems: jsonb('flagged_items').$type<FlaggedItem[]>(),
    submittedAt: instant('submitted_at'),
    upstreamUpdatedAt: instant('upstream_updated_at'),
    observedAt: instant('observed_at').notNull().default(sql`now()`),
  },
  (table) => [index('observations_customer').on(table.customerId, table.observedAt)],
);
