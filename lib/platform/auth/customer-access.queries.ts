import 'server-only';
import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import { customers } from '@/lib/platform/db/schema/customers';
import { assertNever } from '@/lib/result';
import type { Scope } from './scope';

/**
 * Which customers a scope may read, as a condition that every customer query adds. A customer outside it looks exactly
 * like one that does not exist (law 9).
 */
export function readableCustomers(scope: Scope): SQL {
  switch (scope.kind) {
    case 'staff':
    case 'system':
      return sql`true`;
    case 'customer':
      return scope.customerIds.length === 0 ? sql`false` : inArray(customers.id, [...scope.customerIds]);
    case 'return':
      return eq(customers.id, scope.customerId);
    default:
      return assertNever(scope);
  }
}
