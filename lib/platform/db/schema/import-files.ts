import 'server-only';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { imports } from './imports';

/**
 * The file of a draft as it was sent, so that it can be parsed again in another way. Removed when the import starts.
 */
export const importFiles = pgTable('import_files', {
  importId: text('import_id')
    .primaryKey()
    .references(() => imports.id, { onDelete: 'cascade' }),
  /** Compressed, in base64. */
  content: text('content').notNull(),
});
