import 'server-only';
import { log } from '@/lib/log';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { insertAudit, type Origin } from './audit.writes';

/** Records a denied attempt: someone signed in asked for something their role or origin does not allow. */
export async function recordDenial(
  scope: StaffScope,
  denial: { readonly what: string; readonly customerId?: string | undefined; readonly origin: Origin },
): Promise<void> {
  log.warn({ userId: scope.userId, what: denial.what }, 'access denied');
  await insertAudit(scope, await getDb(), {
    act: 'access.denied',
    outcome: 'refused',
    customerId: denial.customerId?.slice(0, 64),
    origin: denial.origin,
    details: { what: denial.what },
  });
}
