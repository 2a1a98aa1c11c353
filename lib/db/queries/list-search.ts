/**
 * How the list looks for a text. The trigram index finds the customers that have a rare text at once, but gathers a
 * common one from half the table before it answers; walking the list in its order finds a common text soon, and a
 * rare one never. So the index is asked first, for a limited number of customers.
 */
import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '@/lib/db/client';
import { customers } from '@/lib/db/schema/customers';
import { containsText } from './contains-text';

/** More customers than this make a text common. */
const RARE = 2_000;

/** Null when there is no text; `ids` of the few customers who have it; or a condition to be checked row by row. */
export type Search = { readonly ids: readonly string[] } | { readonly condition: SQL } | null;

const idRows = z.object({ rows: z.array(z.object({ id: z.string() })) });

export async function toSearch(db: Db, given: string | undefined): Promise<Search> {
  const text = given?.trim();
  if (!text) return null;
  const ids = hasTrigram(text) ? await findRare(db, text) : null;
  // Concatenated with nothing it is no longer what the index holds: the walk shall not be replaced by a gathering.
  return ids === null ? { condition: containsText(sql`(${customers.searchText} || '')`, text) } : { ids };
}

export function isOfFew(search: Search): search is { readonly ids: readonly string[] } {
  return search !== null && 'ids' in search;
}

export function isFound(search: Search): SQL | undefined {
  if (search === null) return undefined;
  if (!isOfFew(search)) return search.condition;
  // Ids hold no comma. One parameter, because placeholders by the thousand cost more than the rows.
  return sql`${customers.id} = any(string_to_array(${search.ids.join(',')}, ','))`;
}

/** Three letters or digits in a row are what the index can look up. */
function hasTrigram(text: string): boolean {
  return /[\p{L}\p{M}\p{N}]{3}/u.test(text.normalize('NFC'));
}

/**
 * Null when too many have it. Materialised, so that the plan is made for all of them, which is the index unless the
 * text is known to be common, while reading stops at the limit.
 */
async function findRare(db: Db, text: string): Promise<readonly string[] | null> {
  const answer = await db.execute(
    sql`with found as materialized (
        select ${customers.id} as id from ${customers} where ${containsText(customers.searchText, text)})
      select id from found limit ${RARE + 1}`,
  );
  const ids = idRows.parse(answer).rows.map(({ id }) => id);
  return ids.length > RARE ? null : ids;
}
