import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { toSearchText } from '@/lib/platform/input/text-keys';
import { toLoosePattern } from './loose-pattern';

/**
 * Whether a column that holds a search text (`toSearchText`) contains this, however it is typed; `%`, `_` and `\` are
 * ordinary characters. PostgreSQL knows no NUL, so nothing can contain one.
 */
export function containsText(searchText: PgColumn | SQL, search: string): SQL {
  if (search.includes('\0')) return sql`false`;
  const pattern = `%${toSearchText(search).replace(/[\\%_]/g, '\\$&')}%`;
  return sql`${searchText} like ${pattern}::text`;
}

/**
 * The same for a column that holds texts as they were written. No index helps: only for rows that are scanned anyway.
 */
export function containsLoosely(text: PgColumn | SQL, search: string): SQL {
  if (search.includes('\0')) return sql`false`;
  return sql`${text} ~ ${toLoosePattern(search)}::text`;
}
