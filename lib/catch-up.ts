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

/** Longer than an interactive creation takes, so that a job does not overtake a person's request. */
const UNTOUCHED_MS = 12_000;
const BATCH = 1_000;

/**
 * Enqueues a job for every row that waits for one: open creations, due mails and deliveries, unfinished imports and
 * runs. Runs every minute, so that a crash between a commit and its job loses nothing.
 */
export async function catchUp(): Promise<void> {
  const untouchedSince = new Date(Date.now() - UNTOUCHED_MS);
  await catchUpSince(untouchedSince);
}

/**
 * The same at start: the process before may have been killed a moment ago, so a creation that may still be under way
 * elsewhere gets its job too, timed for when it may be taken over. Waiting for the next full minute would break the
 * promise to complete it within one.
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

/** When a creation may be taken over without overtaking the process that may still work on it. */
function freeAt({ state, sentAt, createdAt }: Operation): Date {
  if (state === 'sent' && sentAt !== null) return new Date(sentAt.getTime() + SENDING_MS);
  return new Date((sentAt ?? createdAt).getTime() + UNTOUCHED_MS);
}
