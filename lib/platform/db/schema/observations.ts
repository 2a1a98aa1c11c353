import 'server-only';
import { sql } from 'drizzle-orm';
import { bigserial, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import { OBSERVATION_SOURCES } from '@/lib/kyb/observation-source';
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
    /** The status that this reading ended; null when it ended none, as the first one does. */
    endedStatus: text('ended_status'),
    /** How long that status lasted; null if its beginning is unknown. */
    endedSeconds: integer('ended_seconds'),
  },
  (table) => [
    index('observations_customer').on(table.customerId, table.observedAt),
    // The overview's figures, each from the index alone: how long statuses lasted, and what ended them.
    index('observations_ended')
      .on(table.endedStatus, table.observedAt, table.endedSeconds)
      .where(sql`ended_status is not null`),
    index('observations_changes').on(table.observedAt, table.source).where(sql`ended_status is not null`),
  ],
);
