import 'server-only';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** What admins set in the portal, by name; each change is in the audit log. */
export const settings = pgTable('settings', {
  name: text('name').primaryKey(),
  value: jsonb('value').$type<Record<string, unknown>>().notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
});
