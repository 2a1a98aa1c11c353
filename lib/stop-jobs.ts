import 'server-only';
import { onemoney } from '@/lib/features/sync/onemoney-client';
import { flushJournal } from '@/lib/features/sync/upstream-journal';
import { closeChangeFeed } from '@/lib/platform/db/changes';
import { endLiveStreams } from '@/lib/platform/realtime/live-streams';
import { stopQueue } from './platform/jobs/queue';

/** Lets running jobs and requests come to their end, then closes everything they may have used but the database. */
export async function stopJobs({ requestsAreOver }: { readonly requestsAreOver: Promise<unknown> }): Promise<void> {
  endLiveStreams();
  await Promise.all([stopQueue(), requestsAreOver]);
  await onemoney().close();
  await flushJournal();
  await closeChangeFeed();
}
