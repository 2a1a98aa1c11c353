import 'server-only';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** Small facts about upstream that every process must share, by name: health of reads, spelling that works. */
export const upstreamState = pgTable('upstream_state', {
  name: text('name').primaryKey(),
  value: jsonb('value').$type<Record<string, string | number | boolean | null>>().notNull(),
  changedAt: instant('changed_at').notNull(),
});
