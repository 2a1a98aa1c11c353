import 'server-only';
import { sql } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { tolerances } from '@/lib/platform/db/schema/tolerances';
import { upstreamCalls } from '@/lib/platform/db/schema/upstream-calls';

export type UpstreamCall = Omit<typeof upstreamCalls.$inferInsert, 'id'>;

export async function insertUpstreamCalls(_scope: SystemScope, db: Db, calls: readonly UpstreamCall[]): Promise<void> {
  if (calls.length > 0) await db.insert(upstreamCalls).values([...calls]);
}

/** Adds to the counts of tolerances that fired. */
export async function addTolerances(
  _scope: SystemScope,
  db: Db,
  fired: ReadonlyMap<string, number>,
  now: Date,
): Promise<void> {
  for (const [name, count] of fired)
    await db
      .insert(tolerances)
      .values({ name, count, firstAt: now, lastAt: now })
      .onConflictDoUpdate({
        target: tolerances.name,
        set: { count: sql`${tolerances.count} + ${count}`, lastAt: now },
      });
}
