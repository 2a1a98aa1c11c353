/** `npm run worker`: the jobs in a process of their own. Only on PostgreSQL; start as many as you like. */

import { EnvError, env } from '@/lib/env';
import { closeDatabase, database } from '@/lib/platform/db/client';
import { startJobs } from '@/lib/start-jobs';
import { stopJobs } from '@/lib/stop-jobs';
import { readArguments } from './usage.mjs';

readArguments(`Usage: npm run worker

Runs the jobs in a process of their own, beside a portal on PostgreSQL. Start as many as you like.`);

async function main(): Promise<void> {
  if (env().databaseUrl === null) {
    console.error(
      'The worker needs PostgreSQL: set DATABASE_URL. With the embedded database the portal runs the jobs.',
    );
    process.exit(1);
  }
  await database();
  await startJobs({ runsJobs: true });
  console.log('The worker is running. Stop it with Ctrl-C or SIGTERM.');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

async function stop(): Promise<void> {
  await stopJobs({ requestsAreOver: Promise.resolve() });
  await closeDatabase();
  process.exit(0);
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvError ? error.message : error);
  process.exit(1);
});
