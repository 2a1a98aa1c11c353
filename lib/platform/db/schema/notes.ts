import 'server-only';
import { sql } from 'drizzle-orm';
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { customers } from './customers';
import { users } from './users';

/** What staff write down about a customer, for each other: plain text, never changed. Customers never see it. */
export const notes = pgTable(
  'notes',
  {
    /** Made from the form and what was typed: the same form with the same text is one note. */
    id: text('id').primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    authorId: text('author_id').references(() => users.id, { onDelete: 'set null' }),
    text: text('text').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
  },
  (table) => [index('notes_customer').on(table.customerId, table.createdAt, table.id)],
);
