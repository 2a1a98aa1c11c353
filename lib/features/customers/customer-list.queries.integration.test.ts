import { beforeEach, describe, expect, test } from 'vitest';
import { readSavedViews, removeView, saveView, setDefaultView } from '@/lib/features/saved-views/saved-views';
import { LISTED_STATUSES, turnOfListed } from '@/lib/kyb/listed-status';
import { DEFAULT_OVERDUE_THRESHOLDS, OVERDUE_THRESHOLDS_SETTING } from '@/lib/kyb/overdue-thresholds';
import { KYB_STATUSES, statusRule, TURNS } from '@/lib/kyb/status';
import { toStatusPlace } from '@/lib/kyb/status-order';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { MAIL_STATES } from '@/lib/platform/db/column-values';
import { mails } from '@/lib/platform/db/schema/mails';
import { users } from '@/lib/platform/db/schema/users';
import {
  emptyDatabase,
  insertCustomers,
  insertInvites,
  makeStaff,
  query,
  setUpDatabase,
} from '@/lib/platform/db/testing';
import { toSortKey } from '@/lib/platform/input/text-keys';
import { countTabs } from './customer-counts.queries';
import { findUnreadable, toCustomerFilter } from './customer-filter';
import type { CustomerFilter } from './customer-filter.queries';
import { listCustomers, listMatchingIds } from './customer-list.queries';
import { LIST_SORTS, type ListOrder, type ListSort } from './customer-list.rules';
import { INVITE_STATES, toInviteState } from './invite-state.rules';
import { parseCursor } from './list-cursor.queries';
import { toOverdueSince } from './overdue.queries';

setUpDatabase();
beforeEach(emptyDatabase);

const system = systemScope('test');
const NOW = new Date('2026-06-01T12:00:00Z');
const DAY_MS = 24 * 60 * 60_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

type NewRow = Partial<Parameters<typeof insertCustomers>[0][number]>;
let made = 0;

async function add(...rows: NewRow[]): Promise<string[]> {
  const values = rows.map((row) => {
    made += 1;
    const id = `cus-${String(made).padStart(5, '0')}`;
    return { id, upstreamId: `up-${made}`, email: `c${made}@example.com`, status: 'INIT', createdAt: NOW, ...row };
  });
  await insertCustomers(values);
  return values.map(({ id }) => id);
}

async function find(filter: CustomerFilter): Promise<string[]> {
  const db = await getDb();
  const page = await listCustomers(system, db, { ...filter, limit: 100 });
  const found = page.items.map(({ id }) => id);
  expect(page.total).toBe(found.length);
  const matching: string[] = [];
  for await (const batch of listMatchingIds(system, db, filter, { batchSize: 2 })) matching.push(...batch);
  expect(matching, 'the ids of all that match').toEqual([...found].sort());
  return found;
}

describe('tabs', () => {
  test('every status belongs to the tab of its turn, whatever upstream may invent', async () => {
    const statuses = [...KYB_STATUSES, 'QUANTUM_REVIEW', 'UNKNOWN'];
    const ids = await add(...statuses.map((status) => ({ status })), { status: 'UNKNOWN', upstreamId: null });
    for (const turn of TURNS) {
      const expected = ids.filter((_, index) => statusRule(statuses[index] ?? 'UNKNOWN').turn === turn);
      expect((await find({ turn })).sort(), turn).toEqual(expected);
    }
    for (const listed of LISTED_STATUSES) {
      const inBoth = await find({ status: listed, turn: turnOfListed(listed) });
      expect(inBoth.length, listed).toBeGreaterThan(0);
      expect(await find({ status: listed })).toEqual(inBoth);
    }
    expect(await find({ status: 'APPROVED', turn: 'in_review' })).toEqual([]);
    expect(await find({ status: 'UNCONFIRMED' })).toEqual(ids.slice(-1));
    const counts = await countTabs(system, await getDb(), { unopenedInvite: null, status: {} });
    expect(counts).toMatchObject({
      all: { count: 12, isCapped: false },
      approved: { count: 1 },
      overdue: { count: 0 },
    });
  });
});

describe('orders', () => {
  const ownerNames: Readonly<Record<string, string>> = { 'u-1': 'Zoe', 'u-2': 'anna' };
  const key: Readonly<Record<ListSort, (row: NewRow) => string | number>> = {
    created: ({ createdAt }) => createdAt?.getTime() ?? 0,
    name: ({ companyName, email }) => toSortKey(companyName || email || ''),
    since: ({ statusSince, createdAt }) => (statusSince ?? createdAt)?.getTime() ?? 0,
    checked: ({ observedAt }) => observedAt?.getTime() ?? 0,
    status: ({ status, statusSince, createdAt }) =>
      toStatusPlace(
        LISTED_STATUSES.find((listed) => listed === status) ?? 'UNRECOGNISED',
        statusSince ?? createdAt ?? NOW,
      ),
    owner: ({ ownerId }) => (ownerId ? toSortKey(ownerNames[ownerId] ?? '') : null) ?? '~',
  };
  const orders: readonly ListOrder[] = LIST_SORTS.flatMap((sort) => [
    { sort, descending: false },
    { sort, descending: true },
  ]);

  test.each(orders)(
    '$sort (descending: $descending): pages show everyone once, in order, while others change',
    async (order) => {
      const rows = Array.from({ length: 13 }, (_, index) => ({
        id: `row-${String(index).padStart(2, '0')}`,
        status: ['INIT', 'APPROVED', 'ODD', 'UNDER_REVIEW'][index % 4] ?? 'INIT',
        companyName: ['beta', 'Alpha', 'alpha', null, 'Ωmega'][index % 5] ?? null,
        email: `row-${index}@example.com`,
        createdAt: daysAgo(index % 3),
        statusSince: index % 4 === 0 ? null : daysAgo((index * 7) % 5),
        observedAt: index % 3 === 0 ? null : daysAgo((index * 3) % 4),
        ownerId: ['u-1', null, 'u-2'][index % 3] ?? null,
      }));
      await addOwners();
      await add(...rows);
      const value = (row: NewRow) => key[order.sort](row);
      const sign = order.descending ? -1 : 1;
      const compare = (a: string | number, b: string | number) => (a === b ? 0 : a < b ? -1 : 1);
      const expected = [...rows]
        .sort((a, b) => sign * (compare(value(a), value(b)) || compare(a.id, b.id)))
        .map(({ id }) => id);
      const db = await getDb();
      const seen: string[] = [];
      const pages: string[][] = [];
      let older: string | null = null;
      do {
        const page = await listCustomers(system, db, { order, limit: 4, older: parseCursor(older, order.sort) });
        pages.push(page.items.map(({ id }) => id));
        seen.push(...page.items.map(({ id }) => id));
        older = page.olderCursor;
        // A new customer appears, and one already seen moves to the other end.
        await add({ companyName: 'zz newcomer', createdAt: daysAgo(99), observedAt: daysAgo(99) });
        if (older === null) expect(page.newerCursor).not.toBeNull();
      } while (older !== null && pages.length < 20);
      expect(seen.filter((id) => id.startsWith('row-'))).toEqual(expected);

      const second = await listCustomers(system, db, { order, limit: 4 });
      const third = await listCustomers(system, db, {
        order,
        limit: 4,
        older: parseCursor(second.olderCursor, order.sort),
      });
      const back = await listCustomers(system, db, {
        order,
        limit: 4,
        newer: parseCursor(third.newerCursor, order.sort),
      });
      expect(back.items).toEqual(second.items);
      expect(back.newerCursor).toBeNull();
    },
  );

  async function addOwners() {
    const rows = Object.entries(ownerNames).map(([id, name]) => ({
      id,
      name,
      sortName: toSortKey(name),
      email: `${id}@example.com`,
    }));
    await (await getDb()).insert(users).values(rows.map((row) => ({ ...row, role: 'operator' as const })));
  }

  test('by owner follows a change of owner, a new name, and the end of an account', async () => {
    await addOwners();
    const [first, second, third] = await add({ ownerId: 'u-1' }, { ownerId: 'u-2' }, {});
    const db = await getDb();
    const inOrder = async (more: CustomerFilter = {}) => {
      const page = await listCustomers(system, db, { order: { sort: 'owner', descending: false }, ...more });
      return page.items.map(({ id }) => id);
    };
    expect(await inOrder()).toEqual([second, first, third]);
    await query(`update customers set owner_id = 'u-2' where id = '${third}'`);
    expect(await inOrder()).toEqual([second, third, first]);
    expect(await inOrder({ owner: 'u-2' })).toEqual([second, third]);
    await query(`update users set name = 'Zz', sort_name = 'zz' where id = 'u-2'`);
    expect(await inOrder()).toEqual([first, second, third]);
    await query(`delete from users where id = 'u-1'`);
    expect(await inOrder()).toEqual([second, third, first]);
    expect(await inOrder({ owner: 'none' })).toEqual([first]);
    expect(await inOrder({ owner: 'somebody' })).toEqual([]);
  });

  test('by status stays in order where the time in it is limited', async () => {
    const [longest, , recent, other] = await add(
      { statusSince: daysAgo(50) },
      { statusSince: daysAgo(3) },
      { statusSince: daysAgo(40) },
      { status: 'UNDER_REVIEW', statusSince: daysAgo(60) },
    );
    const order = { sort: 'status', descending: false } as const;
    const db = await getDb();
    const limits = toOverdueSince(DEFAULT_OVERDUE_THRESHOLDS, NOW);
    for (const filter of [{ overdue: limits }, { changed: { before: daysAgo(5) } }]) {
      const page = await listCustomers(system, db, { order, ...filter });
      expect(page.items.map(({ id }) => id)).toEqual([longest, recent, other]);
    }
    const since = await listCustomers(system, db, { order, changed: { from: daysAgo(45) } });
    expect(since.total).toBe(2);
    expect(since.items[0]?.id).toBe(recent);
  });

  test('a cursor of another order, or with a name that cannot be, means the beginning', () => {
    const name = Buffer.from(JSON.stringify(['a', 'id', 'name'])).toString('base64url');
    expect(parseCursor(name, 'name')).toEqual({ sort: 'name', value: 'a', id: 'id' });
    expect(parseCursor(name, 'created')).toBeNull();
    expect(parseCursor(Buffer.from('["a\\u0000","id","name"]').toString('base64url'), 'name')).toBeNull();
    const place = Buffer.from('[12,"id","status"]').toString('base64url');
    expect(parseCursor(place, 'status')).toEqual({ sort: 'status', value: '12', id: 'id' });
    expect(parseCursor(Buffer.from('["12","id","status"]').toString('base64url'), 'status')).toBeNull();
    // What links of earlier versions hold.
    expect(parseCursor(Buffer.from('[1000,"id"]').toString('base64url'))?.value).toBe('1970-01-01T00:00:01.000Z');
  });
});

describe('filters', () => {
  test('by invite: the same judgement as the row shows, for every state there is', async () => {
    const db = await getDb();
    const facts = [null, NOW].flatMap((revokedAt) =>
      [daysAgo(1), daysAgo(-1)].flatMap((expiresAt) =>
        (['none', 'viewed', 'started', 'returned'] as const).flatMap((reached) =>
          [null, ...MAIL_STATES].map((mailState) => ({
            revokedAt,
            expiresAt,
            viewedAt: reached === 'none' ? null : NOW,
            startedAt: reached === 'started' || reached === 'returned' ? NOW : null,
            returnedAt: reached === 'returned' ? NOW : null,
            mailState,
          })),
        ),
      ),
    );
    const ids = await add(...facts.map(() => ({})));
    const [never] = await add({});
    const rows = facts.map(({ mailState, ...invite }, index) => ({
      ...invite,
      id: `invite-${index}`,
      customerId: ids[index] ?? '',
      email: 'c@example.com',
      locale: 'en',
      createdBy: 'staff',
      createdAt: daysAgo(2),
    }));
    await insertInvites(rows);
    // An older revoked one says nothing.
    await insertInvites(
      rows.map((row) => ({
        ...row,
        id: `old-${row.id}`,
        revokedAt: daysAgo(3),
        createdAt: daysAgo(9),
        viewedAt: null,
      })),
    );
    await db.insert(mails).values(
      facts.flatMap(({ mailState }, index) =>
        mailState === null
          ? []
          : [
              { id: `mail-${index}`, state: mailState, createdAt: daysAgo(1) },
              { id: `first-${index}`, state: 'sent' as const, createdAt: daysAgo(2) },
            ].map((mail) => ({
              ...mail,
              kind: 'invite' as const,
              dedupeKey: mail.id,
              email: 'c@example.com',
              locale: 'en',
              inviteId: `invite-${index}`,
              nextTryAt: NOW,
            })),
      ),
    );
    for (const state of INVITE_STATES) {
      const expected = ids.filter((_, index) => {
        const fact = facts[index];
        return fact && toInviteState(fact, NOW) === state;
      });
      expect(expected.length, state).toBeGreaterThan(0);
      expect((await find({ invite: state, now: NOW })).sort(), state).toEqual(expected);
    }
    expect(await find({ invite: 'none' })).toEqual([never]);

    // The mark follows the mails, and another invite has other ones.
    const undelivered = async () => (await find({ invite: 'not_delivered', now: NOW })).length;
    const before = await undelivered();
    await query(`update mails set state = 'sent' where state = 'bounced'`);
    const bounced = before - (await undelivered());
    expect(bounced).toBeGreaterThan(0);
    await query(`delete from mails where state = 'failed'`);
    expect(await undelivered()).toBe(0);
    await query(`update mails set state = 'failed'`);
    expect(await undelivered()).toBeGreaterThan(bounced);
    await query(`update invites set revoked_at = now()`);
    expect(await undelivered()).toBe(0);
  });

  test('by owner, and by days of creation and of the last change', async () => {
    const staff = await makeStaff();
    const [own = '', nobodys = ''] = await add(
      { ownerId: staff.userId, createdAt: new Date('2026-05-01T00:00:00Z'), statusSince: daysAgo(1) },
      { createdAt: new Date('2026-05-02T23:59:59Z'), statusSince: daysAgo(40) },
    );
    const ask = async (params: Parameters<typeof toCustomerFilter>[1]) => find(await toCustomerFilter(staff, params));
    expect(await ask({ owner: 'me' })).toEqual([own]);
    expect(await ask({ owner: staff.userId })).toEqual([own]);
    expect(await ask({ owner: 'none' })).toEqual([nobodys]);
    expect(await ask({ owner: 'somebody' })).toEqual([]);
    expect(await ask({ createdFrom: '2026-05-02' })).toEqual([nobodys]);
    expect(await ask({ createdTo: '2026-05-01' })).toEqual([own]);
    expect(await ask({ createdTo: '2026-05-02' })).toEqual([nobodys, own]);
    expect(await ask({ changedFrom: '2026-05-31', changedTo: '2026-05-31' })).toEqual([own]);
    expect(await ask({ createdTo: '2026-05-01T00:00:00Z' })).toEqual([own]);
    expect(await ask({ createdFrom: '2026-05-02T23:59:59Z' })).toEqual([nobodys]);
    expect(await ask({ createdFrom: '2026-05-03T01:00:00+01:00' })).toEqual([]);
    const [item] = (await listCustomers(staff, await getDb(), { owner: staff.userId })).items;
    expect(item?.ownerName).toBe(staff.name);
  });

  test('never by a filter that cannot be understood: it would let everyone through', async () => {
    const wrong = {
      createdFrom: 'x',
      changedTo: '2026-02-31',
      owner: "'; --",
      invite: 'odd',
      status: 'odd',
      tab: 'odd',
    };
    expect(findUnreadable({ search: 'a', ...wrong, sort: 'odd', older: 'odd' })).toEqual([
      ...['tab', 'status', 'invite', 'owner', 'createdFrom', 'changedTo', 'sort', 'older'],
    ]);
    for (const [name, value] of Object.entries(wrong))
      await expect(toCustomerFilter(system, { [name]: value })).rejects.toThrow(name);
    expect(findUnreadable({ search: '', tab: 'all', status: 'init', owner: 'me', sort: '-created' })).toEqual([]);
  });

  test('the rare way of searching and the common one agree, and combine with tab and order', async () => {
    await add(
      ...Array.from({ length: 30 }, (_, index) => ({
        companyName: `Common ${index % 3}`,
        status: index % 2 ? 'INIT' : 'APPROVED',
      })),
    );
    const db = await getDb();
    const byIndex = await listCustomers(system, db, { search: 'common 1', turn: 'approved' });
    expect(byIndex.total).toBe(5);
    // Two letters are too short for the index: the rows are scanned.
    const byScan = await listCustomers(system, db, { search: 'n 1', turn: 'approved' });
    expect(byScan.items).toEqual(byIndex.items);
    expect(await find({ search: 'n 1', turn: 'approved' })).toHaveLength(5);
  });
});

describe('overdue', () => {
  test('is who stays too long in a status, and whose invite no one opened', async () => {
    const db = await getDb();
    const limits = toOverdueSince({ ...DEFAULT_OVERDUE_THRESHOLDS, unopenedInviteDays: 7 }, NOW);
    const [long, , approved, rejected, old, opened, newer] = await add(
      { status: 'UNDER_REVIEW', statusSince: daysAgo(11) },
      { status: 'UNDER_REVIEW', statusSince: daysAgo(9) },
      { status: 'APPROVED', statusSince: daysAgo(900) },
      { status: 'REJECTED', statusSince: daysAgo(900) },
      { statusSince: daysAgo(8) },
      { statusSince: daysAgo(8) },
      { statusSince: daysAgo(8) },
    );
    const [unconfirmed] = await add({ upstreamId: null, status: 'UNKNOWN', createdAt: daysAgo(2) });
    const invite = { email: 'c@example.com', locale: 'en', createdBy: 'staff', expiresAt: daysAgo(-7) };
    await insertInvites([
      { ...invite, id: 'i-1', customerId: old ?? '', createdAt: daysAgo(8) },
      { ...invite, id: 'i-2', customerId: opened ?? '', createdAt: daysAgo(8), viewedAt: NOW },
      // Replaced by one that is not old yet.
      { ...invite, id: 'i-3', customerId: newer ?? '', createdAt: daysAgo(8), revokedAt: daysAgo(1) },
      { ...invite, id: 'i-4', customerId: newer ?? '', createdAt: daysAgo(1) },
      { ...invite, id: 'i-5', customerId: approved ?? '', createdAt: daysAgo(8) },
    ]);
    expect((await find({ overdue: limits })).sort()).toEqual([long, old, unconfirmed].sort());
    expect(await find({ overdue: limits, turn: 'needs_customer' })).toEqual([old]);
    expect(await find({ overdue: limits, status: 'APPROVED' })).toEqual([]);
    expect((await countTabs(system, db, limits)).overdue).toEqual({ count: 3, isCapped: false });
    expect(await find({ overdue: { unopenedInvite: null, status: { REJECTED: daysAgo(30) } } })).toEqual([rejected]);
  });

  test('depends on a setting, of which what cannot be read has its default', async () => {
    const value = JSON.stringify({ unopenedInviteDays: null, statusDays: { INIT: 2, UNDER_REVIEW: 'soon' } });
    await query(`insert into settings (name, value, changed_at, changed_by)
      values ('${OVERDUE_THRESHOLDS_SETTING}', '${value}', now(), 'x')`);
    const { overdue, now } = await toCustomerFilter(system, { tab: 'overdue' });
    const since = (days: number) => new Date((now?.getTime() ?? 0) - days * DAY_MS);
    expect(overdue?.unopenedInvite).toBeNull();
    expect(overdue?.status).toMatchObject({ INIT: since(2), UNDER_REVIEW: since(10) });
    expect(overdue?.status.REJECTED).toBeUndefined();
  });
});

describe('saved views', () => {
  test('are a person’s own unless shared; no one changes those of others', async () => {
    const [anna, ben, viewer] = [await makeStaff(), await makeStaff(), await makeStaff('viewer')];
    const view = { name: 'Mine', query: 'tab=overdue', isShared: false, isDefault: true };
    const saved = await saveView(anna, view, NO_ORIGIN);
    const id = saved.ok ? saved.value : '';
    expect(await readSavedViews(anna)).toMatchObject([{ id, name: 'Mine', isOwn: true, isDefault: true }]);
    expect(await readSavedViews(ben)).toEqual([]);
    expect(await setDefaultView(ben, id, NO_ORIGIN)).toMatchObject({ error: { kind: 'not_found' } });
    expect(await removeView(ben, id, NO_ORIGIN)).toMatchObject({ error: { kind: 'not_found' } });

    // The same name again replaces the view; shared, it may be another person's default until it is no longer shared.
    const shared = await saveView(
      anna,
      { ...view, query: 'tab=approved', isShared: true, isDefault: false },
      NO_ORIGIN,
    );
    expect(shared).toEqual(saved);
    expect((await setDefaultView(ben, id, NO_ORIGIN)).ok).toBe(true);
    expect(await readSavedViews(ben)).toMatchObject([{ query: 'tab=approved', isOwn: false, isDefault: true }]);
    expect(await removeView(ben, id, NO_ORIGIN)).toMatchObject({ error: { kind: 'not_found' } });
    await saveView(anna, { ...view, isDefault: false }, NO_ORIGIN);
    expect(await readSavedViews(ben)).toEqual([]);

    expect(await saveView(viewer, { ...view, isShared: true }, NO_ORIGIN)).toMatchObject({
      error: { kind: 'forbidden' },
    });
    expect((await saveView(viewer, view, NO_ORIGIN)).ok).toBe(true);
    expect((await setDefaultView(viewer, null, NO_ORIGIN)).ok).toBe(true);
    expect(await readSavedViews(viewer)).toMatchObject([{ isDefault: false }]);
    expect((await removeView(anna, id, NO_ORIGIN)).ok).toBe(true);
    const acts = await query(`select act, count(*)::int as n from audit group by act order by act`);
    expect(acts).toEqual([
      { act: 'view.default_set', n: 4 },
      { act: 'view.removed', n: 1 },
      { act: 'view.saved', n: 4 },
    ]);
  });
});
