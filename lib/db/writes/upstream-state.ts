import 'server-only';
import type { Db } from '@/lib/db/client';
import { upstreamState } from '@/lib/db/schema/upstream-state';
import type { SystemScope } from '@/lib/scope';

export async function putUpstreamState(
  db: Db,
  _scope: SystemScope,
  state: typeof upstreamState.$inferInsert,
): Promise<void> {
  await db.insert(upstreamState).values(state).onConflictDoUpdate({ target: upstreamState.name, set: state });
}
