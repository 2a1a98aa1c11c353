/**
 * Reads from upstream without being asked, so that a lost webhook costs minutes and not days. All of it is background
 * work inside the request budget: a press or a page view always goes first.
 */
import 'server-only';
import { env } from '@/lib/env';
import { type CustomerRef, listHotCustomers, listWaitingCustomers } from '@/lib/features/customers/customers.queries';
import { log } from '@/lib/log';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { syncCustomer } from './sync-customer';
import { readUpstreamList } from './sync-customer-list';

const DAY_MS = 24 * 60 * 60_000;
const WAITING_EVERY_MS = 10 * 60_000;
/** The part of the request budget that a sweep may use, so that people never queue behind it. */
const SHARE = 0.5;

/** Every minute: customers who got a link or came back in the last day, one by one, the longest unread first. */
export async function sweepHot(): Promise<void> {
  const scope = systemScope('sweep of hot customers');
  const since = new Date(Date.now() - DAY_MS);
  const limit = Math.max(1, Math.floor(env().onemoney.requestsPerSecond * 60 * SHARE));
  await observeEach(await listHotCustomers(scope, await getDb(), { since, limit }));
}

/** Every ten minutes: upstream's list as far as the budget reaches, then those of the waiting that it did not show. */
export async function sweepWaiting(): Promise<void> {
  const scope = systemScope('sweep of waiting customers');
  const startedAt = new Date();
  const calls = Math.max(1, Math.floor((env().onemoney.requestsPerSecond * WAITING_EVERY_MS * SHARE) / 1000));
  const list = await readUpstreamList(scope, { source: 'sweep', priority: 'background', maxPages: calls });
  if (!list.ok) return;
  const limit = Math.max(0, calls - Math.ceil(list.value.size / 100));
  if (limit > 0) await observeEach(await listWaitingCustomers(scope, await getDb(), { unreadSince: startedAt, limit }));
}

/** Every night: everything upstream has. */
export async function sweepAll(): Promise<void> {
  const scope = systemScope('nightly sweep');
  const list = await readUpstreamList(scope, {
    source: 'sweep',
    priority: 'background',
    maxPages: Number.POSITIVE_INFINITY,
  });
  if (list.ok) log.info({ customers: list.value.size }, 'the nightly sweep has read all customers');
}

async function observeEach(customers: readonly CustomerRef[]): Promise<void> {
  const scope = systemScope('sweep');
  for (const customer of customers) {
    const observed = await syncCustomer(scope, customer, { source: 'sweep', priority: 'background' });
    // One customer may be odd; an upstream that cannot be used would only fail for all of them.
    if (!observed.ok && (observed.error.kind === 'upstream_unavailable' || observed.error.kind === 'rate_limited'))
      return;
  }
}
