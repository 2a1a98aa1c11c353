import 'server-only';
import { eq } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { upstreamState } from '@/lib/platform/db/schema/upstream-state';

export type UpstreamState = typeof upstreamState.$inferSelect;

export async function getUpstreamState(_scope: SystemScope, db: Db, name: string): Promise<UpstreamState | null> {
  const [row] = await db.select().from(upstreamState).where(eq(upstreamState.name, name)).limit(1);
  return row ?? null;
}
