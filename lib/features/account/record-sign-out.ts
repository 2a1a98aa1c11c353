import 'server-only';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';

export async function recordSignOut(scope: StaffScope, origin: Origin): Promise<void> {
  await insertAudit(scope, await getDb(), { act: 'staff.signed_out', outcome: 'ok', origin });
}
