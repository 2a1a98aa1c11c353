import 'server-only';
import type { CustomerScope } from '@/lib/scope';
import { type CustomerReading, readCustomer } from './read-customers';

/** More than anybody looks after by hand; each is read from upstream while the page waits. */
const MOST = 20;

/** The businesses a signed-in customer may act for, freshly observed where upstream answers in time. */
export async function readMyBusinesses(scope: CustomerScope): Promise<readonly CustomerReading[]> {
  const ids = scope.customerIds.slice(0, MOST);
  const readings = await Promise.all(ids.map((id) => readCustomer(scope, id, 'page')));
  return readings.filter((reading) => reading !== null);
}
