import 'server-only';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** How often upstream deviated from its documents in a way we tolerate, by name. */
export const tolerances = pgTable('tolerances', {
  name: text('name').primaryKey(),
  count: integer('count').notNull(),
  firstAt: instant('first_at').notNull(),
  lastAt: instant('last_at').notNull(),
});
