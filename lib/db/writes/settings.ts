import 'server-only';
import type { Db } from '@/lib/db/client';
import { settings } from '@/lib/db/schema/settings';
import type { StaffScope } from '@/lib/scope';
import { insertAudit, type Origin } from './audit';

export async function putSetting(
  scope: StaffScope,
  db: Db,
  setting: {
    readonly name: string;
    readonly value: Record<string, unknown>;
    readonly changedFields: readonly string[];
  },
  origin: Origin,
): Promise<void> {
  const { name, value, changedFields } = setting;
  await db.transaction(async (tx) => {
    const row = { name, value, changedAt: new Date(), changedBy: scope.userId };
    await tx.insert(settings).values(row).onConflictDoUpdate({ target: settings.name, set: row });
    const details = { setting: name, changed: changedFields.join(', ') };
    await insertAudit(scope, tx, { act: 'settings.changed', outcome: 'ok', origin, details });
  });
}
