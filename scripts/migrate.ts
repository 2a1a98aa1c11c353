/**
 * `npm run migrate`: brings the configured database up to date, the tables of the job queue included. A starting portal
 * does the same by itself; this is for a role that may do more than the portal's own.
 */
import { parseArgs } from 'node:util';
import { env } from '@/lib/env';
import { jobs } from '@/lib/jobs';
import { database } from '@/lib/platform/db/client';
import { startQueue, stopQueue } from '@/lib/platform/jobs/queue';
import { describeDatabase, runCommand } from './command';

const USAGE = `Usage: npm run migrate

Applies the migrations to the configured database. A starting portal does the same by itself.`;

await runCommand(USAGE, async (args) => {
  parseArgs({ args, options: {} });
  const place = describeDatabase(env());
  const { migrations } = await database();
  await startQueue(jobs, { runsJobs: false });
  await stopQueue();
  const { applied, total } = migrations;
  console.log(
    applied === 0
      ? `Nothing to do: ${place} has all ${total} migrations.`
      : `Applied ${applied} of ${total} migrations to ${place}.`,
  );
});
