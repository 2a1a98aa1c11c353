import 'server-only';
import { sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { tolerances } from '@/lib/db/schema/tolerances';
import { upstreamCalls } from '@/lib/db/schema/upstream-calls';
import type { SystemScope } from '@/lib/scope';

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
