import 'server-only';
import { reopenDelivery } from '@/lib/features/sync/webhook-deliveries.writes';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { enqueue, replayDeadJobs } from '@/lib/platform/jobs/enqueue';
import { err, ok, type Result } from '@/lib/result';

/** Processes a webhook delivery once more, whatever its state. Errors: `not_found`. */
export async function replayDelivery(scope: StaffScope, id: string, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  const delivery = await reopenDelivery(scope, db, id, new Date());
  if (!delivery) return err({ kind: 'not_found', retryable: false });
  const { upstreamId } = delivery;
  if (upstreamId !== null) await enqueue('process-webhook', { upstreamId }, { singletonKey: upstreamId });
  await insertAudit(scope, db, { act: 'webhook.replayed', outcome: 'ok', origin, details: { delivery: id } });
  return ok(null);
}

/** Restarts all jobs that had used up their retries. Returns their number. */
export async function replayJobs(scope: StaffScope, origin: Origin): Promise<number> {
  const count = await replayDeadJobs();
  await insertAudit(scope, await getDb(), { act: 'job.replayed', outcome: 'ok', origin, details: { count } });
  return count;
}
