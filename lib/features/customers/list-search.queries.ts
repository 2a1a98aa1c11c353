/**
 * How the list searches for a text. The trigram index finds a rare text at once, but gathers a common one from half the
 * table first; scanning the list in its order finds a common text soon, and a rare one never. So the index is asked
 * first, for a limited number of customers.
 */
import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isMasked } from '@/lib/platform/auth/masking';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { containsText } from '@/lib/platform/db/contains-text';
import { customers } from '@/lib/platform/db/schema/customers';
import { toSearchText } from '@/lib/platform/input/text-keys';

/** More customers than this make a text common. */
export const RARE = 2_000;
/** No query scans more rows than this for a text: the longest wait that is acceptable. */
export const WINDOW = 10_000;

/** A text to scan for, because many customers have it or the index cannot know it. */
export interface ScanQuery {
  readonly text: string;
  /** Too short for the index: only the first rows are scanned. */
  readonly isShort: boolean;
}

/**
 * The text of a customer that a search covers. A reader who sees people masked must not find them either: searching for
 * "a…@…" step by step would spell the address out.
 */
export function searchedText(scope: Scope): SQL {
  if (!isMasked(scope)) return sql`${customers.searchText}`;
  // People are on the second line (`customer-keys.ts`).
  return sql`split_part(search_text, E'\\n', 1)`;
}

/** The index covers the whole text; its matches are then checked against what this reader may search. */
export function hasText(scope: Scope, text: string): SQL {
  const found = containsText(customers.searchText, text);
  return isMasked(scope) ? sql`(${found} and ${containsText(searchedText(scope), text)})` : found;
}

/** Null when there is no text; or `ids` of the few customers who have it; or how to look for it otherwise. */
export type Search = { readonly ids: readonly string[] } | ScanQuery | null;

const idRows = z.object({ rows: z.array(z.object({ id: z.string() })) });

export async function toSearch(scope: Scope, db: Db, given: string | undefined): Promise<Search> {
  const text = given?.trim();
  if (!text) return null;
  const isShort = !hasTrigram(text);
  const ids = isShort ? null : await findRare(scope, db, text);
  return ids === null ? { text, isShort } : { ids };
}

export function hasCandidateIds(search: Search): search is { readonly ids: readonly string[] } {
  return search !== null && 'ids' in search;
}

/** The text to scan for; null if there is no search or its ids are already known. */
export function scanQuery(search: Search): ScanQuery | null {
  return search === null || hasCandidateIds(search) ? null : search;
}

/** Narrows to the candidates; a text to scan for narrows nothing here. */
export function inCandidates(search: Search): SQL | undefined {
  // Ids hold no comma. One parameter, because placeholders by the thousand cost more than the rows.
  return hasCandidateIds(search)
    ? sql`${customers.id} = any(string_to_array(${search.ids.join(',')}, ','))`
    : undefined;
}

/** Three letters or digits in a row are what the index can look up. */
function hasTrigram(text: string): boolean {
  return /[\p{L}\p{M}\p{N}]{3}/u.test(toSearchText(text));
}

/**
 * Null when too many have it. Materialised, so that the plan is made for all of them (the index, unless the text is
 * known to be common) while reading stops at the limit.
 */
async function findRare(scope: Scope, db: Db, text: string): Promise<readonly string[] | null> {
  const result = await db.execute(
    sql`with found as materialized (
        select ${customers.id} as id from ${customers} where ${hasText(scope, text)})
      select id from found limit ${RARE + 1}`,
  );
  const ids = idRows.parse(result).rows.map(({ id }) => id);
  return ids.length > RARE ? null : ids;
}
