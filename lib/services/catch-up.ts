import 'server-only';
import { getDb } from '@/lib/db/client';
import { listOpenCreations } from '@/lib/db/queries/operations';
import { listHintedCustomers } from '@/lib/db/queries/webhook-deliveries';
import { listDueMails } from '@/lib/db/writes/mails';
import { systemScope } from '@/lib/scope';
import { enqueue } from './enqueue';

/** Longer than an interactive creation takes, so that the press of a person is not overtaken. */
const UNTOUCHED_MS = 12_000;
const BATCH = 1_000;

/**
 * Queues a job for every row that waits for one: creations whose outcome is open, deliveries that are due. Run at
 * start and every minute, so that a crash between a commit and its job loses nothing.
 */
export async function catchUp(): Promise<void> {
  const scope = systemScope('catch-up');
  const db = await getDb();
  const now = new Date();
  const untouchedSince = new Date(now.getTime() - UNTOUCHED_MS);
  for (const { id } of await listOpenCreations(scope, db, { untouchedSince, limit: BATCH }))
    await enqueue('settle-creation', { operationId: id }, { singletonKey: id });
  for (const mailId of await listDueMails(scope, db, { now, limit: BATCH }))
    await enqueue('send-mail', { mailId }, { singletonKey: mailId });
  for (const upstreamId of await listHintedCustomers(scope, db, { now, limit: BATCH }))
    await enqueue('follow-hint', { upstreamId }, { singletonKey: upstreamId });
}
