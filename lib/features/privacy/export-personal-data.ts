import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { checkLimit } from '@/lib/platform/rate-limit/check-limit';
import { EXPORTS } from '@/lib/platform/rate-limit/limits';
import { err, ok, type Result } from '@/lib/result';
import { listStoredTables, type StoredTable } from './personal-data.queries';

const CHUNK_CHARACTERS = 16_384;

/**
 * Everything stored about one business as one JSON object of tables, written while it is read. Taking it is put on the
 * record before the first line leaves. Errors: `forbidden`, `not_found`, `rate_limited`.
 */
export async function exportPersonalData(
  scope: StaffScope,
  customerId: string,
  origin: Origin,
): Promise<Result<AsyncIterable<string>>> {
  if (scope.role !== 'admin') return err({ kind: 'forbidden', retryable: false });
  const db = await getDb();
  const tables = await listStoredTables(scope, db, customerId);
  if (!tables) return err({ kind: 'not_found', retryable: false });
  const limited = await checkLimit(scope, db, EXPORTS, scope.userId);
  if (limited) return limited;
  await insertAudit(scope, db, { act: 'customer.data_exported', outcome: 'ok', customerId, origin });
  return ok(toJsonObject(tables));
}

async function* toJsonObject(tables: readonly StoredTable[]): AsyncGenerator<string, void, undefined> {
  let waiting = `{\n"takenAt": ${JSON.stringify(new Date().toISOString())}`;
  for (const { name, rows } of tables) {
    waiting += `,\n${JSON.stringify(name)}: [`;
    let separator = '\n';
    for await (const row of rows) {
      waiting += separator + JSON.stringify(row);
      separator = ',\n';
      if (waiting.length < CHUNK_CHARACTERS) continue;
      yield waiting;
      waiting = '';
    }
    waiting += ']';
  }
  yield `${waiting}\n}\n`;
}
