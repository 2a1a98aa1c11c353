import 'server-only';
import { z } from 'zod';
import { customerId } from '@/lib/kyb/customer-id';

/** Where a page of a list starts: strictly older, or strictly newer, than this row. */
export interface ListCursor {
  readonly createdAt: Date;
  readonly id: string;
}

const wire = z.tuple([z.number().int().min(0).max(8.64e15), customerId]);

export function toCursorText(cursor: ListCursor): string {
  return Buffer.from(JSON.stringify([cursor.createdAt.getTime(), cursor.id])).toString('base64url');
}

/** Null for anything that is not a cursor: the list then starts at its beginning. */
export function parseCursor(text: string | null | undefined): ListCursor | null {
  if (!text || text.length > 200) return null;
  try {
    const parsed = wire.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success ? { createdAt: new Date(parsed.data[0]), id: parsed.data[1] } : null;
  } catch {
    return null;
  }
}
