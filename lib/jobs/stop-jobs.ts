import 'server-only';
import { closeChangeFeed } from '@/lib/db/changes';
import { endLiveStreams } from '@/lib/services/live-streams';
import { onemoney } from '@/lib/services/onemoney-client';
import { flushJournal } from '@/lib/services/upstream-journal';
import { stopQueue } from './queue';

/** Lets running jobs and requests come to their end, then closes everything they may have used but the database. */
export async function stopJobs({ requestsAreOver }: { readonly requestsAreOver: Promise<unknown> }): Promise<void> {
  endLiveStreams();
  await Promise.all([stopQueue(), requestsAreOver]);
  await onemoney().close();
  await flushJournal();
  await closeChangeFeed();
}
