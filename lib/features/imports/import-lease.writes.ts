import 'server-only';
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { imports } from '@/lib/platform/db/schema/imports';

/** Takes or prolongs the lease of the one process that works at an import. False while another one has it. */
export async function takeImportLease(
  _scope: SystemScope,
  db: Db,
  lease: { readonly importId: string; readonly by: string; readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const taken = await db
    .update(imports)
    .set({ leaseBy: lease.by, leaseUntil: lease.until })
    .where(
      and(
        eq(imports.id, lease.importId),
        or(isNull(imports.leaseUntil), lt(imports.leaseUntil, lease.now), eq(imports.leaseBy, lease.by)),
      ),
    )
    .returning({ id: imports.id });
  return taken.length > 0;
}

export async function endImportLease(_scope: SystemScope, db: Db, importId: string, by: string): Promise<void> {
  await db
    .update(imports)
    .set({ leaseUntil: null })
    .where(and(eq(imports.id, importId), eq(imports.leaseBy, by)));
}
