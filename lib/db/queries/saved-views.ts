import 'server-only';
import { asc, eq, or, sql } from 'drizzle-orm';
import type { Db } from '@/lib/db/client';
import { defaultViews, savedViews } from '@/lib/db/schema/saved-views';
import { users } from '@/lib/db/schema/users';
import type { SavedView } from '@/lib/kyb/customer-view';
import { isMasked } from '@/lib/kyb/masking';
import type { StaffScope } from '@/lib/scope';
import { toSortKey } from '@/lib/text-keys';

const READ = 1_000;
const SHOWN = 200;

function searches(query: string): boolean {
  return new URLSearchParams(query).has('search');
}

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
    .orderBy(asc(savedViews.id))
    .limit(READ);
  // Others' views may search for a person by name or address.
  const shown = isMasked(scope) ? rows.filter((view) => view.userId === scope.userId || !searches(view.query)) : rows;
  const views = shown.map(({ userId, ...view }) => ({ ...view, isOwn: userId === scope.userId }));
  const keyed = views.map((view) => ({ view, key: toSortKey(view.name) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.slice(0, SHOWN).map(({ view }) => view);
}
