import 'server-only';
import { readCustomer } from '@/lib/features/sync/read-customers';
import type { CustomerScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { countMyBusinesses, listMyBusinesses } from './my-businesses.queries';
import type { MyBusiness } from './rules';

const PAGE_SIZE = 20;

export interface MyBusinessesPage {
  readonly businesses: readonly MyBusiness[];
  readonly total: number;
  /** From 1; the last one where a later one was asked for. */
  readonly page: number;
  readonly pages: number;
  /** Number of the first business shown. */
  readonly first: number;
}

/**
 * A page of the businesses that a signed-in customer may act for, as last known: the page of one business and its
 * button read upstream. A customer with a single business sees it as on its own page.
 */
export async function readMyBusinesses(scope: CustomerScope, wanted: number): Promise<MyBusinessesPage> {
  const db = await getDb();
  const total = await countMyBusinesses(scope, db);
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const page = Math.min(wanted, pages);
  const offset = (page - 1) * PAGE_SIZE;
  const known = await listMyBusinesses(scope, db, { offset, limit: PAGE_SIZE });
  const [only] = known;
  const fresh = total === 1 && only ? await readCustomer(scope, only.id, 'page') : null;
  return { businesses: fresh ? [fresh.customer] : known, total, page, pages, first: offset + 1 };
}

/** The number of a page in an address; the first one for anything else. */
export function parsePageNumber(text: unknown): number {
  return typeof text === 'string' && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
