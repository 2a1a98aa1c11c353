import 'server-only';
import { getDb } from '@/lib/db/client';
import { insertAudit, type Origin } from '@/lib/db/writes/audit';
import type { StaffScope } from '@/lib/scope';

export async function recordSignOut(scope: StaffScope, origin: Origin): Promise<void> {
  await insertAudit(scope, await getDb(), { act: 'staff.signed_out', outcome: 'ok', origin });
}
