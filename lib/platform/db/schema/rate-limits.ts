import 'server-only';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** Buckets of rate-limiter-flexible; its Drizzle store prescribes the three columns. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull(),
  expire: instant('expire'),
});
