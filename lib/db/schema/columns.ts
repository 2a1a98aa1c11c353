import 'server-only';
import { timestamp } from 'drizzle-orm/pg-core';

/** An instant in UTC with milliseconds: exactly what a JavaScript Date holds, so cursors compare without loss. */
export function instant(name: string) {
  return timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
}
