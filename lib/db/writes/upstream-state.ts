import 'server-only';
import type { Db } from '@/lib/db/client';
import { upstreamState } from '@/lib/db/schema/upstream-state';
import type { SystemScope } from '@/lib/scope';

export async function putUpstreamState(
  _scope: SystemScope,
  db: Db,
  state: typeof upstreamState.$inferInsert,
): Promise<void> {
  await db.insert(upstreamState).values(state).onConflictDoUpdate({ target: upstreamState.name, set: state });
}
