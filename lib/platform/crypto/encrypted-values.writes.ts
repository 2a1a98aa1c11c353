import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import type { EncryptedColumn } from './encrypted-columns';

type Place = Pick<EncryptedColumn, 'table' | 'column' | 'key'>;

export interface EncryptedValue {
  readonly key: string;
  readonly encrypted: string;
}

const rowsSchema = <S extends z.ZodType>(row: S) => z.object({ rows: z.array(row) });
const values = rowsSchema(z.object({ key: z.string(), encrypted: z.string() }));
const keys = rowsSchema(z.object({ key: z.string() }));
const counted = rowsSchema(z.object({ count: z.coerce.number() }));
const columns = rowsSchema(z.object({ table: z.string(), column: z.string() }));

/** Values of a column in the order of their rows, after a row. */
export async function listEncryptedValues(
  _scope: SystemScope,
  db: Db,
  { table, column, key }: Place,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<readonly EncryptedValue[]> {
  const [id, value] = [sql.identifier(key), sql.identifier(column)];
  const found = await db.execute(
    sql`select ${id} as key, ${value} as encrypted from ${sql.identifier(table)} where ${value} is not null and ${id} > ${after} order by ${id} limit ${limit}`,
  );
  return values.parse(found).rows;
}

/** Replaces one value with another; false if the row was changed meanwhile. */
export async function replaceEncryptedValue(
  _scope: SystemScope,
  db: Db,
  { table, column, key }: Place,
  { of, before, after }: { readonly of: string; readonly before: string; readonly after: string },
): Promise<boolean> {
  const value = sql.identifier(column);
  const changed = await db.execute(
    sql`update ${sql.identifier(table)} set ${value} = ${after} where ${sql.identifier(key)} = ${of} and ${value} = ${before} returning ${sql.identifier(key)} as key`,
  );
  return keys.parse(changed).rows.length > 0;
}

const IN_TEXT = '^v1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{38,}$';
const IN_JSON = '"v1\\.[0-9a-f]{8}\\.[A-Za-z0-9_-]{38,}"';

/** Columns outside the list that hold what looks like an encrypted value. */
export async function listStrayEncryptedColumns(
  _scope: SystemScope,
  db: Db,
  known: readonly Place[],
): Promise<readonly string[]> {
  const all = await db.execute(
    sql`select table_name as table, column_name as column from information_schema.columns where table_schema = current_schema() and data_type in ('text', 'character varying', 'json', 'jsonb') order by 1, 2`,
  );
  const stray: string[] = [];
  for (const { table, column } of columns.parse(all).rows) {
    if (known.some((place) => place.table === table && place.column === column)) continue;
    const text: SQL = sql`${sql.identifier(column)}::text`;
    const hits = await db.execute(
      sql`select count(*) as count from ${sql.identifier(table)} where ${text} ~ ${IN_TEXT} or ${text} ~ ${IN_JSON}`,
    );
    if ((counted.parse(hits).rows[0]?.count ?? 0) > 0) stray.push(`${table}.${column}`);
  }
  return stray;
}
