import 'server-only';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { DELIVERY_STATES } from '@/lib/platform/db/column-values';
import { instant } from './columns';

/** The inbox: every webhook that proved to come from upstream, committed before it is acknowledged. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: text('id').primaryKey(),
    /** Upstream's event id, else the SHA-256 of the body: the same event delivered again finds its row. */
    dedupeKey: text('dedupe_key').notNull(),
    eventName: text('event_name'),
    /** Upstream's id of the customer the event speaks of; null when it speaks of none. */
    upstreamId: text('upstream_id'),
    verdict: text('verdict', { enum: ['signature', 'path_token'] }).notNull(),
    /** The raw body, at most 256 kB. Removed after the retention time; may hold personal data. */
    payload: text('payload').notNull(),
    state: text('state', { enum: DELIVERY_STATES }).notNull().default('received'),
    /** The result as a word: `changed`, `unchanged`, `not_ours`, `unknown_customer`… */
    outcome: text('outcome'),
    tries: integer('tries').notNull().default(0),
    duplicates: integer('duplicates').notNull().default(0),
    receivedAt: instant('received_at').notNull().default(sql`now()`),
    nextTryAt: instant('next_try_at'),
    completedAt: instant('completed_at'),
  },
  (table) => [
    uniqueIndex('webhook_deliveries_dedupe').on(table.dedupeKey),
    index('webhook_deliveries_received').on(table.receivedAt, table.id),
    index('webhook_deliveries_customer').on(table.upstreamId, table.receivedAt),
    index('webhook_deliveries_open').on(table.nextTryAt).where(sql`state in ('received', 'parked')`),
  ],
);
