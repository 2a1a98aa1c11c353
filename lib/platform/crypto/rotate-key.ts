import 'server-only';
import { type SystemScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { isSealedFresh, seal, unseal } from './encrypt';
import { SEALED_COLUMNS, type SealedColumn } from './encrypted-columns';
import {
  listSealedValues,
  listStraySealedColumns,
  replaceSealedValue,
  type SealedValue,
} from './encrypted-values.writes';

const BATCH = 500;

export interface RotatedColumn {
  readonly name: string;
  readonly sealedAnew: number;
  readonly wereFresh: number;
  /** Rows that no key at hand opens, by table and key; never by value. */
  readonly unopened: readonly string[];
}

export interface Rotation {
  readonly columns: readonly RotatedColumn[];
  /** Columns that the list of sealed ones does not name, although something sealed stands there. */
  readonly stray: readonly string[];
}

/**
 * Seals every sealed value of the database under the key that is the first now. Each value is replaced by itself and
 * only if nobody has changed it meanwhile, so the portal may run, and running it again changes nothing.
 */
export async function rotateKey(sealedColumns: readonly SealedColumn[] = SEALED_COLUMNS): Promise<Rotation> {
  const scope = systemScope('key rotation');
  const columns: RotatedColumn[] = [];
  for (const column of sealedColumns) columns.push(await rotateColumn(scope, column));
  return { columns, stray: await listStraySealedColumns(scope, await getDb(), sealedColumns) };
}

async function rotateColumn(scope: SystemScope, column: SealedColumn): Promise<RotatedColumn> {
  const db = await getDb();
  const counts = { fresh: 0, anew: 0 };
  const unopened: string[] = [];
  let after = '';
  for (;;) {
    const values = await listSealedValues(scope, db, column, { after, limit: BATCH });
    for (const value of values) {
      const outcome = await rotateValue(scope, column, value);
      if (outcome === 'unopened') unopened.push(`${column.table} ${value.key}`);
      else counts[outcome] += 1;
    }
    const last = values.at(-1);
    if (!last) return { name: column.name, sealedAnew: counts.anew, wereFresh: counts.fresh, unopened };
    after = last.key;
  }
}

async function rotateValue(
  scope: SystemScope,
  column: SealedColumn,
  { key, sealed }: SealedValue,
): Promise<'fresh' | 'anew' | 'unopened'> {
  const purpose = column.purpose(key);
  const text = unseal(purpose, sealed);
  if (text === null) return 'unopened';
  if (isSealedFresh(sealed)) return 'fresh';
  const change = { of: key, before: sealed, after: seal(purpose, text) };
  // Whoever changed or removed it meanwhile sealed it under the key of now, as the running portal does.
  return (await replaceSealedValue(scope, await getDb(), column, change)) ? 'anew' : 'fresh';
}
