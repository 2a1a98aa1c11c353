import 'server-only';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * The figures of the overview by day in UTC, because adding them up from 100,000 customers takes longer than a page may
 * take. Made from the other tables at any time; losing it loses nothing.
 */
export const overviewDays = pgTable('overview_days', {
  /** `2026-11-26`. */
  day: text('day').primaryKey(),
  computedAt: instant('computed_at').notNull(),
  /** Customers first invited on this day, and how far they have come by now. */
  invited: integer('invited').notNull(),
  opened: integer('opened').notNull(),
  started: integer('started').notNull(),
  submitted: integer('submitted').notNull(),
  approved: integer('approved').notNull(),
  /** Customers created on this day and not invited yet. */
  uninvited: integer('uninvited').notNull(),
  linksCreated: integer('links_created').notNull(),
  linksRefused: integer('links_refused').notNull(),
  linksFailed: integer('links_failed').notNull(),
  /** Changes of status on this day, by source. */
  changedByWebhook: integer('changed_by_webhook').notNull(),
  changedByOpening: integer('changed_by_opening').notNull(),
  changedBySweep: integer('changed_by_sweep').notNull(),
});
