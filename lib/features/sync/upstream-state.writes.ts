import 'server-only';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { upstreamState } from '@/lib/platform/db/schema/upstream-state';

export async function putUpstreamState(
  _scope: SystemScope,
  db: Db,
  state: typeof upstreamState.$inferInsert,
): Promise<void> {
  await db.insert(upstreamState).values(state).onConflictDoUpdate({ target: upstreamState.name, set: state });
}
