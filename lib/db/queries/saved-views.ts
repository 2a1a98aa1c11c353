import 'server-only';
import { asc, eq, or, sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { defaultViews, savedViews } from '@/lib/db/schema/saved-views';
import { users } from '@/lib/db/schema/users';
import type { SavedView } from '@/lib/kyb/customer-view';
import type { StaffScope } from '@/lib/scope';

/** A person's own views and those that others share, by name. */
export async function listSavedViews(scope: StaffScope, db: Db): Promise<readonly SavedView[]> {
  const rows = await db
    .select({
      id: savedViews.id,
      name: savedViews.name,
      query: savedViews.query,
      isShared: savedViews.isShared,
      userId: savedViews.userId,
      ownerName: users.name,
      isDefault: sql<boolean>`exists (select 1 from ${defaultViews}
        where ${defaultViews.viewId} = ${savedViews.id} and ${defaultViews.userId} = ${scope.userId})`,
    })
    .from(savedViews)
    .innerJoin(users, eq(users.id, savedViews.userId))
    .where(or(eq(savedViews.userId, scope.userId), eq(savedViews.isShared, true)))
    .orderBy(asc(sql`lower(${savedViews.name})`), asc(savedViews.id))
    .limit(200);
  return rows.map(({ userId, ...view }) => ({ ...view, isOwn: userId === scope.userId }));
}
