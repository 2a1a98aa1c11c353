import 'server-only';
import { type SystemScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { decrypt, encrypt, isTokenFresh } from './encrypt';
import { type EncryptedColumn, SEALED_COLUMNS } from './encrypted-columns';
import {
  type EncryptedValue,
  listEncryptedValues,
  listStrayEncryptedColumns,
  replaceEncryptedValue,
} from './encrypted-values.writes';

const BATCH = 500;

export interface RotatedColumn {
  readonly name: string;
  readonly reencrypted: number;
  readonly wereFresh: number;
  /** Rows that no key at hand opens, by table and key; never by value. */
  readonly unopened: readonly string[];
}

export interface Rotation {
  readonly columns: readonly RotatedColumn[];
  /** Columns that hold encrypted values but are missing in the list. */
  readonly stray: readonly string[];
}

/**
 * Re-encrypts every encrypted value of the database under the current key. Each value is replaced on its own and only
 * if it was not changed meanwhile, so the portal may keep running, and running it again changes nothing.
 */
export async function rotateKey(encryptedColumns: readonly EncryptedColumn[] = SEALED_COLUMNS): Promise<Rotation> {
  const scope = systemScope('key rotation');
  const columns: RotatedColumn[] = [];
  for (const column of encryptedColumns) columns.push(await rotateColumn(scope, column));
  return { columns, stray: await listStrayEncryptedColumns(scope, await getDb(), encryptedColumns) };
}

async function rotateColumn(scope: SystemScope, column: EncryptedColumn): Promise<RotatedColumn> {
  const db = await getDb();
  const counts = { fresh: 0, anew: 0 };
  const unopened: string[] = [];
  let after = '';
  for (;;) {
    const values = await listEncryptedValues(scope, db, column, { after, limit: BATCH });
    for (const value of values) {
      const outcome = await rotateValue(scope, column, value);
      if (outcome === 'unopened') unopened.push(`${column.table} ${value.key}`);
      else counts[outcome] += 1;
    }
    const last = values.at(-1);
    if (!last) return { name: column.name, reencrypted: counts.anew, wereFresh: counts.fresh, unopened };
    after = last.key;
  }
}

async function rotateValue(
  scope: SystemScope,
  column: EncryptedColumn,
  { key, encrypted }: EncryptedValue,
): Promise<'fresh' | 'anew' | 'unopened'> {
  const purpose = column.purpose(key);
  const text = decrypt(purpose, encrypted);
  if (text === null) return 'unopened';
  if (isTokenFresh(encrypted)) return 'fresh';
  const change = { of: key, before: encrypted, after: encrypt(purpose, text) };
  // A value changed or removed meanwhile was encrypted under the current key, as the running portal does.
  return (await replaceEncryptedValue(scope, await getDb(), column, change)) ? 'anew' : 'fresh';
}
