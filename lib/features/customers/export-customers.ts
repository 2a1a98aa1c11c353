import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { AuditDetails } from '@/lib/platform/audit/audit-events';
import { can } from '@/lib/platform/auth/roles';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { toJsonArray } from '@/lib/platform/files/activity-files';
import { toCsv } from '@/lib/platform/files/csv-text';
import { EXPORT_COLUMNS, type ExportedCustomer, type ExportFormat, withoutPersonalData } from './customer-export.rules';
import { type CustomerSelection, streamCustomers } from './export-customers.queries';

export type { CustomerSelection };

export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly texts: AsyncIterable<string>;
}

/**
 * The selected customers as a file, written while it is read. A viewer's file has the names and addresses of people
 * masked. Taking it is put on the record before the first line leaves.
 */
export async function exportCustomers(
  scope: StaffScope,
  selection: CustomerSelection,
  format: ExportFormat,
  origin: Origin,
): Promise<ExportFile> {
  const db = await getDb();
  const hasPersonalData = can(scope.role, 'see_personal_data');
  const chosen: AuditDetails =
    'ids' in selection ? { customers: selection.ids.length } : { isFiltered: isFilter(selection.filter) };
  await insertAudit(scope, db, {
    act: 'customers.exported',
    outcome: 'ok',
    origin,
    details: { format, hasPersonalData, ...chosen },
  });
  const found = streamCustomers(scope, db, selection);
  const customers = hasPersonalData ? found : mapped(found, withoutPersonalData);
  const name = `customers-${new Date().toISOString().slice(0, 10)}.${format}`;
  if (format === 'json') return { name, type: 'application/json', texts: toJsonArray(customers, EXPORT_COLUMNS) };
  return { name, type: 'text/csv; charset=utf-8; header=present', texts: toCsv(lines(customers)) };
}

function isFilter(filter: object): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== null && value !== '');
}

async function* lines(customers: AsyncIterable<ExportedCustomer>): AsyncGenerator<readonly string[], void, undefined> {
  yield EXPORT_COLUMNS;
  for await (const customer of customers) yield EXPORT_COLUMNS.map((column) => String(customer[column] ?? ''));
}

async function* mapped<T>(items: AsyncIterable<T>, map: (item: T) => T): AsyncGenerator<T, void, undefined> {
  for await (const item of items) yield map(item);
}
