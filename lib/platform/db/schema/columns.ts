import 'server-only';
import { customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant in UTC with milliseconds: exactly what a JavaScript Date holds, so cursors compare without loss. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
}

/** A key of `lib/platform/input/text-keys.ts`, compared by code point: its order must not depend on the locale of the database. */
export const keyText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
