import 'server-only';
import { systemScope } from '@/lib/platform/auth/scope';
import { ok, type Result } from '@/lib/result';
import { readUpstreamList } from './sync-customer-list';

/** Looking at the list reads upstream's list at most this often. */
const FRESH_MS = 5_000;
/** More pages than this are the business of the sweeps. */
const MAX_PAGES_FOR_LOOKING = 3;

let lastRead = { startedAt: 0, result: Promise.resolve<Result<unknown>>(ok(null)) };

/**
 * Brings statuses up to date by upstream's list, for whoever is looking at ours. Shares one read among all who look
 * at the same time. Answers when the read is over; callers that cannot wait need not.
 */
export function refreshCustomers(): Promise<Result<unknown>> {
  const now = Date.now();
  if (now - lastRead.startedAt >= FRESH_MS)
    lastRead = {
      startedAt: now,
      result: readUpstreamList(systemScope('list refresh'), {
        source: 'list',
        priority: 'interactive',
        maxPages: MAX_PAGES_FOR_LOOKING,
      }),
    };
  return lastRead.result;
}
