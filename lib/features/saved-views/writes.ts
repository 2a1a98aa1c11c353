/** Saved views. Another person's view looks like a missing one, unless it is shared: then it may be chosen. */
import 'server-only';
import { and, eq, ne, or } from 'drizzle-orm';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { defaultViews, savedViews } from '@/lib/platform/db/schema/saved-views';

export interface NewView {
  readonly name: string;
  readonly query: string;
  readonly isShared: boolean;
}

/** Saves a view; under a name that the person has used before it replaces that view. Null when there are too many. */
export async function saveView(
  scope: StaffScope,
  db: Db,
  view: NewView,
  options: { readonly id: string; readonly max: number; readonly origin: Origin },
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const isAnother = and(eq(savedViews.userId, scope.userId), ne(savedViews.name, view.name));
    if ((await tx.$count(savedViews, isAnother)) >= options.max) return null;
    const [saved] = await tx
      .insert(savedViews)
      .values({ id: options.id, userId: scope.userId, ...view })
      .onConflictDoUpdate({ target: [savedViews.userId, savedViews.name], set: view })
      .returning({ id: savedViews.id });
    // A view that is no longer shared is no other person's default either.
    if (saved && !view.isShared)
      await tx
        .delete(defaultViews)
        .where(and(eq(defaultViews.viewId, saved.id), ne(defaultViews.userId, scope.userId)));
    const details = { name: view.name, shared: view.isShared };
    await insertAudit(scope, tx, { act: 'view.saved', outcome: 'ok', origin: options.origin, details });
    return saved?.id ?? null;
  });
}

/** False when the person has no such view. */
export async function removeView(scope: StaffScope, db: Db, id: string, origin: Origin): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [removed] = await tx
      .delete(savedViews)
      .where(and(eq(savedViews.id, id), eq(savedViews.userId, scope.userId)))
      .returning({ name: savedViews.name });
    if (!removed) return false;
    await insertAudit(scope, tx, { act: 'view.removed', outcome: 'ok', origin, details: { name: removed.name } });
    return true;
  });
}

/** Opens the list with this view from now on, or with none. False when there is no such view for this person. */
export async function setDefaultView(scope: StaffScope, db: Db, id: string | null, origin: Origin): Promise<boolean> {
  return db.transaction(async (tx) => {
    const isOwnOrShared = or(eq(savedViews.userId, scope.userId), eq(savedViews.isShared, true));
    const [view] =
      id === null
        ? []
        : await tx
            .select({ name: savedViews.name })
            .from(savedViews)
            .where(and(eq(savedViews.id, id), isOwnOrShared))
            .for('share');
    if (id !== null && !view) return false;
    await tx.delete(defaultViews).where(eq(defaultViews.userId, scope.userId));
    if (id !== null) await tx.insert(defaultViews).values({ userId: scope.userId, viewId: id });
    const details = { name: view?.name ?? null };
    await insertAudit(scope, tx, { act: 'view.default_set', outcome: 'ok', origin, details });
    return true;
  });
}
