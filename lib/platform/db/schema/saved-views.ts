import 'server-only';
import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { users } from './users';

/** Named addresses of the customer list; each belongs to one person and is shown to all staff when shared. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The list's parameters as in its URL, without the page. */
    query: text('query').notNull(),
    isShared: boolean('is_shared').notNull().default(false),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [
    // Saving under an existing name replaces that view.
    uniqueIndex('saved_views_name').on(table.userId, table.name),
    index('saved_views_shared').on(table.name).where(sql`is_shared`),
  ],
);

/** The view that the list opens with, at most one per person; it may be another person's shared one. */
export const defaultViews = pgTable(
  'default_views',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    viewId: text('view_id')
      .notNull()
      .references(() => savedViews.id, { onDelete: 'cascade' }),
  },
  (table) => [index('default_views_view').on(table.viewId)],
);
