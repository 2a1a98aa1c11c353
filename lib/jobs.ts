/**
 * Every job of the portal: its name, its input, its schedule, its retries. Handlers only translate between the queue
 * and a use case.
 */
import 'server-only';
import { z } from 'zod';
import { workBulkRun } from '@/lib/features/bulk/work-bulk-run';
import { runImport } from '@/lib/features/imports/run-import';
import { remindUnanswered } from '@/lib/features/invites/remind';
import { deliverMail } from '@/lib/features/mails/deliver-mail';
import { notifyOfOverdue } from '@/lib/features/notifications/notify-of-overdue';
import { sendDigests } from '@/lib/features/notifications/send-digests';
import { refreshOverview } from '@/lib/features/overview/refresh-overview';
import { processWebhook } from '@/lib/features/sync/process-webhook';
import { reconcileOpenCreation } from '@/lib/features/sync/reconcile-open-creation';
import { sweepAll, sweepHot, sweepWaiting } from '@/lib/features/sync/sweep';
import type { EnqueuedJob } from '@/lib/platform/jobs/enqueue';
import { defineJob, type JobKind, NotYet } from '@/lib/platform/jobs/job-kind';
import { catchUp } from './catch-up';
import { prune } from './prune';

const nothing = z.unknown().transform(() => undefined);
/** Retries for a day: an outage of upstream may last that long; after that an admin should see it. */
const FOR_A_DAY = { retryLimit: 3_000, firstRetrySeconds: 2, longestRetrySeconds: 30 };

const enqueuedJobs: Readonly<Record<EnqueuedJob, JobKind>> = {
  'reconcile-creation': defineJob(
    z.object({ operationId: z.string() }),
    async ({ operationId }) => {
      if (!(await reconcileOpenCreation(operationId))) throw new NotYet('the outcome of a creation is still open');
    },
    { ...FOR_A_DAY, expireSeconds: 90, concurrency: 2 },
  ),
  'run-import': defineJob(
    z.object({ importId: z.string() }),
    async ({ importId }) => {
      if (!(await runImport(importId))) throw new NotYet('rows of an import have to wait');
    },
    // A run enqueues the next one before it ends, so that one import does not block the others.
    { ...FOR_A_DAY, longestRetrySeconds: 10, expireSeconds: 120, policy: 'stately' },
  ),
  'send-mail': defineJob(z.object({ mailId: z.string() }), ({ mailId }) => deliverMail(mailId), {
    // The outbox row keeps its own next time; the catch-up brings it back.
    retryLimit: 0,
    expireSeconds: 90,
    concurrency: 2,
  }),
  'process-webhook': defineJob(
    z.object({ upstreamId: z.string() }),
    async ({ upstreamId }) => {
      const waitsFor = await processWebhook(upstreamId);
      // The inbox row is parked with its own next time, which the catch-up keeps; only a short failure is worth an
      // early retry.
      if (waitsFor?.retryable) throw new NotYet(waitsFor.kind);
    },
    {
      retryLimit: 5,
      firstRetrySeconds: 2,
      longestRetrySeconds: 30,
      expireSeconds: 90,
      policy: 'stately',
      concurrency: 4,
    },
  ),
  'work-bulk-run': defineJob(
    z.object({ runId: z.string() }),
    async ({ runId }) => {
      // One customer is still claimed by a process that may have died.
      if ((await workBulkRun(runId)) === 'waiting') throw new NotYet('a customer of a run is not free yet');
    },
    { ...FOR_A_DAY, expireSeconds: 120, policy: 'stately', concurrency: 2 },
  ),
};

export const jobs: Readonly<Record<string, JobKind>> = {
  ...enqueuedJobs,
  'catch-up': defineJob(nothing, catchUp, { cron: '* * * * *', retryLimit: 0 }),
  'sweep-hot': defineJob(nothing, sweepHot, { cron: '* * * * *', retryLimit: 0 }),
  'sweep-waiting': defineJob(nothing, sweepWaiting, { cron: '*/10 * * * *', retryLimit: 0, expireSeconds: 900 }),
  'sweep-all': defineJob(nothing, sweepAll, { cron: '17 2 * * *', retryLimit: 2, expireSeconds: 6 * 3600 }),
  remind: defineJob(nothing, () => remindUnanswered(), { cron: '7 * * * *' }),
  'notify-of-overdue': defineJob(nothing, () => notifyOfOverdue(), { cron: '3-59/10 * * * *', retryLimit: 0 }),
  'refresh-overview': defineJob(nothing, () => refreshOverview(), { cron: '6-59/10 * * * *', retryLimit: 0 }),
  digest: defineJob(nothing, () => sendDigests(), { cron: '2 * * * *' }),
  prune: defineJob(nothing, prune, { cron: '47 2 * * *' }),
};
