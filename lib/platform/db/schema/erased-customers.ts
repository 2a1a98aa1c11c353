import 'server-only';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * Erased customers, so that none is brought back: upstream still has the customer, and its lists and webhooks would add
 * it again. Two ids and an instant; nothing here identifies a person.
 */
export const erasedCustomers = pgTable('erased_customers', {
  /** Upstream's id. */
  upstreamId: text('upstream_id').primaryKey(),
  /** Our id, under which the audit log still refers to it. */
  customerId: text('customer_id').notNull(),
  erasedAt: instant('erased_at').notNull(),
  /** The user who did it. */
  erasedBy: text('erased_by').notNull(),
});
