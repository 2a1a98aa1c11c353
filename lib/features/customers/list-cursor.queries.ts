import 'server-only';
import { z } from 'zod';
import { customerId } from '@/lib/platform/input/customer-id';
import { LIST_SORTS, type ListSort } from './customer-list.rules';

/** Where a page of a list starts: strictly beyond this row in the order of the list. */
export interface ListCursor {
  readonly sort: ListSort;
  /** The row's value of the sort key: an instant in ISO 8601, a key of a name, or a number in digits. */
  readonly value: string;
  readonly id: string;
}

const instant = z
  .number()
  .int()
  .min(0)
  .max(8.64e15)
  .transform((ms) => new Date(ms).toISOString());
const place = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).transform(String);
/** PostgreSQL knows no NUL. */
const text = z
  .string()
  .max(200)
  .refine((given) => !given.includes('\0'));
const wire = z.union([
  z
    .tuple([instant, customerId, z.enum(LIST_SORTS).exclude(['name', 'owner', 'status']).default('created')])
    .transform(([value, id, sort]) => ({ sort, value, id })),
  z.tuple([place, customerId, z.literal('status')]).transform(([value, id, sort]) => ({ sort, value, id })),
  z.tuple([text, customerId, z.enum(['name', 'owner'])]).transform(([value, id, sort]) => ({ sort, value, id })),
]);

export function toCursorText({ sort, value, id }: ListCursor): string {
  return Buffer.from(JSON.stringify([toKey(sort, value), id, sort])).toString('base64url');
}

function toKey(sort: ListSort, value: string): string | number {
  if (sort === 'name' || sort === 'owner') return value;
  return sort === 'status' ? Number(value) : Date.parse(value);
}

/** Null for anything that is not a cursor of this order: the list then starts at its beginning. */
export function parseCursor(text: string | null | undefined, wanted: ListSort = 'created'): ListCursor | null {
  if (!text || text.length > 1200) return null;
  try {
    const parsed = wire.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success && parsed.data.sort === wanted ? parsed.data : null;
  } catch {
    return null;
  }
}
