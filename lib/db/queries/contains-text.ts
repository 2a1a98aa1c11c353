import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/**
 * Whether a column that holds lower-case text contains this, whatever its case; `%`, `_` and `\` are ordinary
 * characters. Case is folded by the database, because JavaScript's rules for it differ in places. PostgreSQL knows no
 * NUL, so nothing can contain one.
 */
export function containsText(lowerCaseText: PgColumn | SQL, search: string): SQL {
  if (search.includes('\0')) return sql`false`;
  const pattern = `%${search.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`;
  return sql`${lowerCaseText} like lower(${pattern}::text)`;
}
