import 'server-only';
import { asc, eq, or, sql } from 'drizzle-orm';
import { isMasked } from '@/lib/platform/auth/masking';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { defaultViews, savedViews } from '@/lib/platform/db/schema/saved-views';
import { users } from '@/lib/platform/db/schema/users';
import { toSortKey } from '@/lib/platform/input/text-keys';
import type { SavedView } from './rules';

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
