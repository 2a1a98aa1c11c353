import 'server-only';
import { listRunningRuns } from '@/lib/features/bulk/bulk-runs.queries';
import { listOpenImports } from '@/lib/features/imports/imports.queries';
import { listOpenCreations, type Operation } from '@/lib/features/sync/operations.queries';
import { SENDING_MS } from '@/lib/features/sync/operations.writes';
import { listCustomersToProcess } from '@/lib/features/sync/webhook-deliveries.queries';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { listDueMails } from '@/lib/platform/mail/mails.writes';
import { enqueueImport } from './features/imports/enqueue-import';
import { enqueue } from './platform/jobs/enqueue';

/** Longer than an interactive creation takes, so that the press of a person is not overtaken. */
const UNTOUCHED_MS = 12_000;
const BATCH = 1_000;

/**
 * Queues a job for every row that waits for one: creations whose outcome is open, mails and deliveries that are due,
 * imports and runs that are not at their end. Run every
 * minute, so that a crash between a commit and its job loses nothing.
 */
export async function catchUp(): Promise<void> {
  const untouchedSince = new Date(Date.now() - UNTOUCHED_MS);
  await catchUpSince(untouchedSince);
}

/**
 * The same when a process starts, whose predecessor may have been killed a moment ago: a creation that may still be
 * under way elsewhere gets its job too, for the moment at which it may be taken up. Waiting for the next full minute
 * to find it would break the promise of settling within one.
 */
export async function catchUpAtStart(): Promise<void> {
  await catchUpSince(new Date());
}

async function catchUpSince(untouchedSince: Date): Promise<void> {
  const scope = systemScope('catch-up');
  const db = await getDb();
  const now = new Date();
  for (const operation of await listOpenCreations(scope, db, { untouchedSince, limit: BATCH })) {
    const startAfterSeconds = Math.ceil(Math.max(0, freeAt(operation).getTime() - now.getTime()) / 1000);
    await enqueue(
      'reconcile-creation',
      { operationId: operation.id },
      { singletonKey: operation.id, startAfterSeconds },
    );
  }
  for (const mailId of await listDueMails(scope, db, { now, limit: BATCH }))
    await enqueue('send-mail', { mailId }, { singletonKey: mailId });
  for (const upstreamId of await listCustomersToProcess(scope, db, { now, limit: BATCH }))
    await enqueue('process-webhook', { upstreamId }, { singletonKey: upstreamId });
  for (const importId of await listOpenImports(scope, db)) await enqueueImport(importId);
  for (const runId of await listRunningRuns(scope, db, BATCH))
    await enqueue('work-bulk-run', { runId }, { singletonKey: runId });
}

/** When a creation may be taken up without overtaking whoever may be at it. */
function freeAt({ state, sentAt, createdAt }: Operation): Date {
  if (state === 'sent' && sentAt !== null) return new Date(sentAt.getTime() + SENDING_MS);
  return new Date((sentAt ?? createdAt).getTime() + UNTOUCHED_MS);
}
