import 'server-only';
import { getDb } from '@/lib/db/client';
import { listRunningRuns } from '@/lib/db/queries/bulk-runs';
import { listOpenImports } from '@/lib/db/queries/imports';
import { listOpenCreations, type Operation } from '@/lib/db/queries/operations';
import { listHintedCustomers } from '@/lib/db/queries/webhook-deliveries';
import { listDueMails } from '@/lib/db/writes/mails';
import { SENDING_MS } from '@/lib/db/writes/operations';
import { systemScope } from '@/lib/scope';
import { enqueue } from './enqueue';
import { hurryImport } from './hurry-import';

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
    await enqueue('settle-creation', { operationId: operation.id }, { singletonKey: operation.id, startAfterSeconds });
  }
  for (const mailId of await listDueMails(scope, db, { now, limit: BATCH }))
    await enqueue('send-mail', { mailId }, { singletonKey: mailId });
  for (const upstreamId of await listHintedCustomers(scope, db, { now, limit: BATCH }))
    await enqueue('follow-hint', { upstreamId }, { singletonKey: upstreamId });
  for (const importId of await listOpenImports(scope, db)) await hurryImport(importId);
  for (const runId of await listRunningRuns(scope, db, BATCH))
    await enqueue('work-bulk-run', { runId }, { singletonKey: runId });
}

/** When a creation may be taken up without overtaking whoever may be at it. */
function freeAt({ state, sentAt, createdAt }: Operation): Date {
  if (state === 'sent' && sentAt !== null) return new Date(sentAt.getTime() + SENDING_MS);
  return new Date((sentAt ?? createdAt).getTime() + UNTOUCHED_MS);
}
