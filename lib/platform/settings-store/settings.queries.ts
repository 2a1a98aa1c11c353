import 'server-only';
import { eq } from 'drizzle-orm';
import type { Scope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { settings } from '@/lib/platform/db/schema/settings';

/** The stored value of a setting, to be parsed by its owner; null when never set. */
export async function getSetting(_scope: Scope, db: Db, name: string): Promise<Record<string, unknown> | null> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.name, name)).limit(1);
  return row?.value ?? null;
}
