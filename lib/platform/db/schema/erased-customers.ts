import 'server-only';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * Who was erased, so that nobody is brought back: upstream still has the customer, and whatever reads its lists or
 * webhooks would add it anew. Two ids and an instant; nothing here tells a person.
 */
export const erasedCustomers = pgTable('erased_customers', {
  /** Upstream's id. */
  upstreamId: text('upstream_id').primaryKey(),
  /** Ours, under which the trail still speaks of it. */
  customerId: text('customer_id').notNull(),
  erasedAt: instant('erased_at').notNull(),
  /** The user who did it. */
  erasedBy: text('erased_by').notNull(),
});
