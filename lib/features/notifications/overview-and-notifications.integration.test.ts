import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deliverDueMails } from '@/lib/features/invites/testing/invites';
import { toPeriod } from '@/lib/features/overview/period.rules';
import { computeOverview } from '@/lib/features/overview/read-overview';
import { refreshOverview } from '@/lib/features/overview/refresh-overview';
import { applySnapshots } from '@/lib/features/sync/observations.writes';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { users } from '@/lib/platform/db/schema/users';
import {
  emptyDatabase,
  insertCustomers,
  insertInvites,
  makeStaff,
  query,
  setUpDatabase,
} from '@/lib/platform/db/testing';
import { Emulator } from '@/testing/emulator';
import { readNotificationsNow, switchDigest } from './change-notifications';
import { notifyOfOverdue } from './notify-of-overdue';
import { countUnread, readNotifications } from './read-notifications';
import { sendDigests } from './send-digests';

const database = setUpDatabase();
const emulator = new Emulator(database.emulator);

const NOW = new Date('2026-11-26T12:00:00Z');
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const sqlAt = (days: number) => `'${daysAgo(days).toISOString()}'::timestamptz`;

let staff: StaffScope;
beforeEach(async () => {
  await emptyDatabase();
  staff = await makeStaff();
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => void vi.useRealTimers());

/** A customer in a status since so many days ago. */
async function customer(id: string, status = 'INIT', since = 1, more = { createdDaysAgo: 20 }): Promise<void> {
  await insertCustomers([
    {
      id,
      upstreamId: `up-${id}`,
      email: `${id}@x.example`,
      companyName: `${id} Ltd`,
      status,
      statusSince: daysAgo(since),
      observedAt: daysAgo(since),
      createdAt: daysAgo(more.createdDaysAgo),
    },
  ]);
}

async function invite(customerId: string, days: number, viewedDays: number | null = null, number = 1): Promise<void> {
  await insertInvites([
    {
      id: `${customerId}-${number}`,
      customerId,
      email: `${number}@x.example`,
      locale: 'en',
      createdBy: 'x',
      createdAt: daysAgo(days),
      expiresAt: daysAgo(days - 14),
      viewedAt: viewedDays === null ? null : daysAgo(viewedDays),
    },
  ]);
}

/** One reading from upstream, applied as every reading is. */
async function read(customerId: string, status: string, at: Date, source: 'webhook' | 'sweep' = 'webhook') {
  const reading = { customerId, status, rawStatus: status, legalName: null, flaggedItems: null, submittedAt: null };
  const how = { source, now: new Date(at.getTime() + 60_000) };
  await applySnapshots(systemScope('test'), await getDb(), [{ ...reading, updatedAt: at }], how);
}

const overview = (days = '30') => computeOverview(staff, toPeriod({ days }, NOW).period, NOW);

describe('the overview', () => {
  test('of nothing is empty', async () => {
    const { hasCustomers, total, timeInStatus, lag } = await overview();
    expect(hasCustomers).toBe(false);
    expect([total.funnel.invited, total.linksCreated, lag]).toEqual([0, 0, null]);
    expect(timeInStatus.map(({ count, medianSeconds }) => [count, medianSeconds])).toEqual(
      timeInStatus.map(() => [0, null]),
    );
  });

  test('counts each customer once, by the day of the first invite, and as far as they have come', async () => {
    await customer('invited');
    await customer('opened');
    await customer('started');
    await customer('submitted', 'UNDER_REVIEW');
    await customer('approved', 'APPROVED');
    await customer('odd', 'SOMETHING_NEW');
    await customer('earlier', 'APPROVED');
    await customer('never');
    await customer('long-ago', 'INIT', 1, { createdDaysAgo: 100 });
    for (const id of ['invited', 'opened', 'started', 'submitted', 'approved', 'odd']) await invite(id, 5);
    await invite('opened', 4, 3, 2);
    await query("update invites set viewed_at = created_at where id = 'opened-1'");
    await query(`update customers set link_minted_at = ${sqlAt(2)} where id = 'started'`);
    await invite('earlier', 40);
    await invite('earlier', 5, null, 2);
    const { total, buckets } = await overview();
    expect(total.funnel).toEqual({ invited: 6, opened: 4, started: 3, submitted: 2, approved: 1 });
    expect(total.uninvitedCount).toBe(1);
    expect(
      buckets.filter(({ funnel }) => funnel.invited > 0).map(({ from, funnel }) => [from, funnel.invited]),
    ).toEqual([['2026-11-21', 6]]);
  });

  test('counts in each step only what followed the invite', async () => {
    await customer('opened-form-before', 'INIT', 9);
    await query(`update customers set link_minted_at = ${sqlAt(8)} where id = 'opened-form-before'`);
    await customer('submitted-before', 'PENDING_RESPONSE', 7);
    await query(
      `update customers set link_minted_at = ${sqlAt(9)}, submitted_at = ${sqlAt(8)} where id = 'submitted-before'`,
    );
    await customer('submitted-again', 'PENDING_REVIEW', 3);
    await query(
      `update customers set link_minted_at = ${sqlAt(4)}, submitted_at = ${sqlAt(8)} where id = 'submitted-again'`,
    );
    await customer('asked-again', 'PENDING_RESPONSE', 7);
    await query(`update customers set submitted_at = ${sqlAt(2)} where id = 'asked-again'`);
    await customer('approved-before', 'APPROVED', 6);
    await query(`update customers set submitted_at = ${sqlAt(8)} where id = 'approved-before'`);
    for (const id of ['opened-form-before', 'submitted-before', 'submitted-again', 'asked-again', 'approved-before'])
      await invite(id, 5);
    const { funnel } = (await overview()).total;
    expect(funnel).toEqual({ invited: 5, opened: 2, started: 2, submitted: 2, approved: 0 });
  });

  test('knows how long statuses stood: median and 90th percentile of made-up stays', async () => {
    for (let hours = 1; hours <= 11; hours += 1) {
      await customer(`c${hours}`, 'PENDING_REVIEW', 2);
      await read(`c${hours}`, 'UNDER_REVIEW', new Date(daysAgo(2).getTime() + hours * 3_600_000));
    }
    await query("update observations set observed_at = observed_at - interval '50 days' where customer_id = 'c11'");
    await query("update observations set ended_seconds = null where customer_id = 'c10'");
    const stay = (await overview()).timeInStatus.find(({ status }) => status === 'PENDING_REVIEW');
    expect(stay).toEqual({
      status: 'PENDING_REVIEW',
      count: 9,
      unknownCount: 1,
      medianSeconds: 5 * 3_600,
      p90Seconds: 29_520,
    });
  });

  test('does not take the first reading for the end of a status', async () => {
    await insertCustomers([{ id: 'new', upstreamId: 'up-new', email: 'new@x.example' }]);
    await read('new', 'APPROVED', daysAgo(1));
    expect(await query('select ended_status from observations')).toEqual([{ ended_status: null }]);
    expect((await overview()).total.changeSources).toEqual({ webhook: 0, looking: 0, sweep: 0 });
  });

  test('knows which status each change ended, and how long it had lasted', async () => {
    await customer('c1', 'PENDING_REVIEW', 5);
    await read('c1', 'PENDING_REVIEW', daysAgo(5));
    await read('c1', 'UNDER_REVIEW', daysAgo(3));
    await read('c1', 'APPROVED', daysAgo(2));
    expect(await query('select status, ended_status, ended_seconds from observations order by id')).toEqual([
      { status: 'PENDING_REVIEW', ended_status: null, ended_seconds: null },
      { status: 'UNDER_REVIEW', ended_status: 'PENDING_REVIEW', ended_seconds: 2 * 86_400 },
      { status: 'APPROVED', ended_status: 'UNDER_REVIEW', ended_seconds: 86_400 },
    ]);
  });

  test('sorts those who wait by age, at the edges too, and leaves out the approved', async () => {
    const aging = [0.5, 1, 6.9, 7, 13.9, 14, 30, 300];
    for (const [index, age] of aging.entries()) await customer(`c${index}`, 'INIT', age);
    await customer('unknown', 'INIT');
    await query("update customers set status_since = null where id = 'unknown'");
    await customer('done', 'APPROVED', 50);
    await customer('odd', 'SOMETHING_NEW', 2);
    expect((await overview()).aging.filter(({ counts }) => counts.some(Boolean))).toEqual([
      { status: 'INIT', counts: [1, 2, 2, 1, 2], unknownCount: 1 },
      { status: 'UNRECOGNISED', counts: [0, 1, 0, 0, 0], unknownCount: 0 },
    ]);
  });

  test('tells refusals with their reasons, and how changes were learned and how late', async () => {
    const act = (name: string, outcome: string, details: string, days: number) =>
      query(`insert into audit (at, actor_kind, actor_label, act, outcome, details)
        values (${sqlAt(days)}, 'staff', 'x', '${name}', '${outcome}', '${details}')`);
    await act('link.created', 'ok', '{}', 1);
    await act('link.refused', 'refused', '{"kind":"not_editable","status":"UNDER_REVIEW"}', 1);
    await act('link.refused', 'refused', '{"kind":"not_editable","status":"UNDER_REVIEW"}', 2);
    await act('link.refused', 'failed', '{"kind":"upstream_unavailable"}', 2);
    await act('link.refused', 'failed', '{"kind":"upstream_unavailable"}', 31);
    await customer('a', 'INIT', 5);
    await read('a', 'PENDING_REVIEW', daysAgo(3));
    await read('a', 'UNDER_REVIEW', daysAgo(2), 'sweep');
    const { total, refusalReasons, lag } = await overview();
    expect(total).toMatchObject({ linksCreated: 1, failedOpenings: { refused: 2, failed: 1 } });
    expect(refusalReasons).toEqual([
      { kind: 'not_editable', status: 'UNDER_REVIEW', count: 2 },
      { kind: 'upstream_unavailable', status: null, count: 1 },
    ]);
    expect(total.changeSources).toEqual({ webhook: 1, looking: 0, sweep: 1 });
    expect(lag).toEqual({ count: 2, medianSeconds: 60, p90Seconds: 60 });
  });

  test('keeps past days until the job computes them again', async () => {
    await customer('a');
    await invite('a', 20);
    expect((await overview('90')).total.funnel.approved).toBe(0);
    await query("update customers set status = 'APPROVED' where id = 'a'");
    expect((await overview()).total.funnel.approved).toBe(0);
    await refreshOverview(NOW);
    expect((await overview()).total.funnel.approved).toBe(1);
  });
});

const textsOf = async (scope: StaffScope) =>
  (await readNotifications(scope, { onlyUnread: true })).sections.flatMap(({ kind, items }) =>
    items.map(({ reason, customerId }) => `${kind}: ${reason} ${customerId}`),
  );

describe('a notification', () => {
  test('comes with a change that staff should hear of, once, and not with others or with the first reading', async () => {
    await customer('a');
    await read('a', 'UNDER_REVIEW', daysAgo(0.5));
    expect(await textsOf(staff)).toEqual([]);
    await read('a', 'PENDING_RESPONSE', daysAgo(0.4));
    await read('a', 'PENDING_RESPONSE', daysAgo(0.4));
    await read('a', 'APPROVED', daysAgo(0.3));
    expect(await textsOf(staff)).toEqual(['needs_you: response_needed a', 'approved: approved a']);
  });

  test('concerns the owner, and everyone where there is none', async () => {
    const other = await makeStaff();
    await customer('mine');
    await customer('nobody');
    await query(`update customers set owner_id = '${staff.userId}' where id = 'mine'`);
    for (const id of ['mine', 'nobody']) await read(id, 'REJECTED', daysAgo(0.5));
    expect(await textsOf(staff)).toEqual(['needs_you: rejected nobody', 'needs_you: rejected mine']);
    expect(await textsOf(other)).toEqual(['needs_you: rejected nobody']);
    expect([await countUnread(staff), await countUnread(other)]).toEqual([2, 1]);
  });

  test('is read by each for themselves, one by one or up to the newest that was shown', async () => {
    const other = await makeStaff('viewer');
    for (const id of ['a', 'b']) {
      await customer(id);
      await read(id, 'APPROVED', daysAgo(0.5));
    }
    const shown = await readNotifications(staff, { onlyUnread: true });
    const first = shown.sections.flatMap(({ items }) => items).at(-1);
    await readNotificationsNow(staff, { id: first?.id ?? 0 }, NO_ORIGIN);
    await readNotificationsNow(staff, { id: 999_999 }, NO_ORIGIN);
    expect(await textsOf(staff)).toEqual(['approved: approved b']);
    await customer('late');
    await read('late', 'APPROVED', daysAgo(0.4));
    await readNotificationsNow(staff, { throughId: shown.newestId ?? 0 }, NO_ORIGIN);
    expect(await textsOf(staff)).toEqual(['approved: approved late']);
    await readNotificationsNow(staff, { throughId: first?.id ?? 0 }, NO_ORIGIN);
    expect(await countUnread(staff)).toBe(1);
    expect(await countUnread(other)).toBe(3);
    expect((await readNotifications(staff, { onlyUnread: false })).sections.flatMap(({ items }) => items)).toHaveLength(
      3,
    );
    expect(await query("select count(*)::int as n from audit where act = 'notifications.read'")).toEqual([{ n: 3 }]);
  });

  test('tells who became overdue lately, once, and neither who is not yet nor who has been for long', async () => {
    for (const [id, days] of [
      ['fresh', 6.9],
      ['unopened', 7.1],
      ['old', 12],
      ['viewed', 7.1],
    ] as const) {
      await customer(id);
      await invite(id, days, id === 'viewed' ? 1 : null);
    }
    await customer('waiting', 'UNDER_REVIEW', 10.1);
    await customer('odd', 'SOMETHING_NEW', 4);
    await customer('soon', 'UNDER_REVIEW', 9.9);
    await customer('ancient', 'UNDER_REVIEW', 200);
    await customer('done', 'APPROVED', 14.1);
    await Promise.all([notifyOfOverdue(NOW), notifyOfOverdue(NOW)]);
    await notifyOfOverdue(NOW);
    expect((await textsOf(staff)).sort()).toEqual([
      'overdue: unopened unopened',
      'overdue: waiting odd',
      'overdue: waiting waiting',
    ]);
  });
});

describe('the daily mail', () => {
  const mails = () => emulator.mails(staff.email);

  beforeEach(async () => {
    await switchDigest(staff, true, NO_ORIGIN);
    await customer('a');
  });

  test('goes out once a day, with what is new, also when many processes look at the same time', async () => {
    await read('a', 'APPROVED', daysAgo(0.5));
    await Promise.all(Array.from({ length: 10 }, () => sendDigests(NOW)));
    await sendDigests(new Date(NOW.getTime() + 3_600_000));
    await deliverDueMails();
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Onboarding: 1 newly approved');
    expect(mail?.text).toContain('a Ltd: Approved');
    expect(mail?.text).toContain('http://localhost:3000/notices');
    expect(mail?.headers['list-unsubscribe']).toContain('/notices#daily');
    // The next day has nothing new: each event is mailed once.
    await sendDigests(new Date(NOW.getTime() + DAY_MS));
    expect(await query('select id from mails')).toHaveLength(1);
  });

  test('does not go out before its hour, nor without news, nor for what was read', async () => {
    await sendDigests(NOW);
    await read('a', 'APPROVED', daysAgo(0.5));
    await sendDigests(new Date('2026-11-26T06:59:59Z'));
    const { newestId } = await readNotifications(staff, { onlyUnread: true });
    await readNotificationsNow(staff, { throughId: newestId ?? 0 }, NO_ORIGIN);
    await sendDigests(NOW);
    expect(await query('select id from mails')).toEqual([]);
  });

  test('does not go to anyone who switched it off or was disabled, not even when it was waiting', async () => {
    await read('a', 'APPROVED', daysAgo(0.5));
    await sendDigests(NOW);
    await switchDigest(staff, false, NO_ORIGIN);
    await deliverDueMails();
    expect(await mails()).toEqual([]);
    await switchDigest(staff, true, NO_ORIGIN);
    await (await getDb()).update(users).set({ disabledAt: NOW });
    await query('delete from mails');
    await sendDigests(NOW);
    expect(await query('select id from mails')).toEqual([]);
  });

  test('is switched recorded', async () => {
    expect(await switchDigest(staff, true, NO_ORIGIN)).toBe(false);
    expect(await query("select details from audit where act = 'notifications.digest_changed'")).toEqual([
      { details: { digest: true } },
    ]);
  });
});
