import { beforeEach, describe, expect, test } from 'vitest';
import { applySnapshots } from '@/lib/features/sync/observations.writes';
import { insertOperation, markOpen } from '@/lib/features/sync/operations.writes';
import { type Scope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { emptyDatabase, insertCustomers, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import type { CustomerFilter } from './customer-filter.queries';
import { listCustomers } from './customer-list.queries';
import { findCustomerByEmail, getCustomerDetail, getCustomerRef, idsByUpstreamId } from './customers.queries';
import { parseCursor } from './list-cursor.queries';

setUpDatabase();
beforeEach(emptyDatabase);

const system = systemScope('test');
const START = Date.UTC(2026, 0, 1);

type NewRow = Partial<Parameters<typeof insertCustomers>[0][number]>;

let made = 0;

/** Adds customers, one millisecond apart by default; returns their ids in the given order. */
async function add(...rows: NewRow[]): Promise<string[]> {
  const values = rows.map((row) => {
    made += 1;
    return {
      id: `cus-${String(made).padStart(5, '0')}`,
      upstreamId: `up-${made}`,
      email: `customer-${made}@example.com`,
      status: 'INIT',
      createdAt: new Date(START + made),
      ...row,
    };
  });
  await insertCustomers(values);
  return values.map(({ id }) => id);
}

async function find(filter: CustomerFilter, scope: Scope = system): Promise<string[]> {
  const page = await listCustomers(scope, await getDb(), { ...filter, limit: 100 });
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }) => id);
}

/** Follows cursors from a page to the end of the list in one direction. */
async function walk(limit: number, direction: 'older' | 'newer', from: string | null): Promise<string[]> {
  const ids: string[] = [];
  let cursor = from;
  while (cursor !== null) {
    const page = await listCustomers(system, await getDb(), { limit, [direction]: parseCursor(cursor) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = direction === 'older' ? page.olderCursor : page.newerCursor;
  }
  return ids;
}

describe('the list', () => {
  test('is newest first, also among customers of the same millisecond', async () => {
    const createdAt = new Date(START);
    const same = await add({ createdAt }, { createdAt }, { createdAt });
    const later = await add({}, {});
    expect(await find({})).toEqual([...later.reverse(), ...same.reverse()]);
  });

  test('counts all pages, and a page holds at most what was asked for and never more than 100', async () => {
    await add(...Array.from({ length: 130 }, () => ({})));
    const db = await getDb();
    const small = await listCustomers(system, db, { limit: 7 });
    expect([small.items.length, small.total]).toEqual([7, 130]);
    const greedy = await listCustomers(system, db, { limit: 1_000_000 });
    expect([greedy.items.length, greedy.total]).toEqual([100, 130]);
    const usual = await listCustomers(system, db, {});
    expect(usual.items).toHaveLength(25);
  });

  test('its ends have no cursor, and an empty list has none at all', async () => {
    const db = await getDb();
    expect(await listCustomers(system, db, {})).toEqual({
      items: [],
      total: 0,
      isTotalCapped: false,
      olderCursor: null,
      newerCursor: null,
    });
    await add({}, {}, {});
    const only = await listCustomers(system, db, { limit: 3 });
    expect([only.olderCursor, only.newerCursor]).toEqual([null, null]);
    const first = await listCustomers(system, db, { limit: 2 });
    expect([first.olderCursor, first.newerCursor]).toEqual([expect.any(String), null]);
    const last = await listCustomers(system, db, { limit: 2, older: parseCursor(first.olderCursor) });
    expect([last.olderCursor, last.newerCursor]).toEqual([null, expect.any(String)]);
  });

  test.each([1, 2, 5, 100])(
    'pages of %i show every customer once, although customers are added meanwhile',
    async (limit) => {
      const ids = (await add(...Array.from({ length: 11 }, () => ({})))).reverse();
      const first = await listCustomers(system, await getDb(), { limit });
      const newcomers = await add({}, {}, {});
      const rest = await walk(limit, 'older', first.olderCursor);
      expect([...first.items.map(({ id }) => id), ...rest]).toEqual(ids);
      expect(await find({})).toEqual([...newcomers.reverse(), ...ids]);
    },
  );

  test('paging back up shows what paging down showed, and ends on a full first page', async () => {
    const ids = (await add(...Array.from({ length: 10 }, () => ({})))).reverse();
    const db = await getDb();
    const first = await listCustomers(system, db, { limit: 3 });
    const second = await listCustomers(system, db, { limit: 3, older: parseCursor(first.olderCursor) });
    const third = await listCustomers(system, db, { limit: 3, older: parseCursor(second.olderCursor) });
    const back = await listCustomers(system, db, { limit: 3, newer: parseCursor(third.newerCursor) });
    expect(back.items).toEqual(second.items);
    const newcomer = await add({});
    const top = await listCustomers(system, db, { limit: 3, newer: parseCursor(back.newerCursor) });
    expect(top.items.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    const above = await listCustomers(system, db, { limit: 3, newer: parseCursor(top.newerCursor) });
    expect(above.items.map(({ id }) => id)).toEqual([...newcomer, ...ids.slice(0, 2)]);
    expect(above.newerCursor).toBeNull();
  });

  test('a cursor survives the disappearance of the customer it points at', async () => {
    const ids = (await add({}, {}, {}, {})).reverse();
    const first = await listCustomers(system, await getDb(), { limit: 2 });
    await query(`delete from customers where id = '${ids[1]}'`);
    expect(await walk(2, 'older', first.olderCursor)).toEqual(ids.slice(2));
  });

  test.each([
    null,
    '',
    'nonsense',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('["x","y"]').toString('base64url'),
    Buffer.from('[1,"a\\u0000b"]').toString('base64url'),
    Buffer.from('[1,"\'; drop table customers; --"]').toString('base64url'),
    Buffer.from('[9e99,"a"]').toString('base64url'),
    'A'.repeat(10_000),
  ])('a cursor no one made (%j) means the beginning of the list', async (text) => {
    const ids = (await add({}, {})).reverse();
    const page = await listCustomers(system, await getDb(), { older: parseCursor(text) });
    expect(page.items.map(({ id }) => id)).toEqual(ids);
  });
});

describe('search', () => {
  test('finds parts of the name, the e-mail address and both ids', async () => {
    const [id = ''] = await add({
      companyName: 'Northwind Traders',
      legalName: 'NWT Holding',
      firstName: 'Grace',
      lastName: 'Hopper',
      email: 'Ops@Northwind.example',
      upstreamId: 'UP-abcdef-1',
    });
    await add({ companyName: 'Somebody else' });
    const parts = ['wind trad', 'NWT', 'holding', 'grace', 'Hopp', 'ops@northwind', '.example', 'up-ABCDEF', id];
    for (const search of parts) expect(await find({ search }), search).toEqual([id]);
    expect(await find({ search: 'nobody has this' })).toEqual([]);
  });

  test.each([
    ['%', '100 % Organic'],
    ['_', 'snake_case Ltd'],
    ['\\', 'Back\\slash'],
    ['0 % o', '100 % Organic'],
    ["'", "O'Neill & Sons"],
    ['"', 'The "Best"'],
    ['*', 'A*Star'],
    ['<b>', 'Bold <b> Ltd'],
  ])('%s is an ordinary character', async (search, companyName) => {
    const [id] = await add({ companyName });
    await add({ companyName: 'Plain Company' }, { companyName: 'Another' });
    expect(await find({ search })).toEqual([id]);
  });

  test.each([
    ['münchen', 'MÜNCHENER Rück'],
    ['MÜNCHEN', 'Münchener Rück'],
    ['Mu\u0308nchen', 'Münchener Rück'],
    ['中国', '中国贸易有限公司'],
    ['贸易有', '中国贸易有限公司'],
    ['العربية', 'الشركة العربية للتجارة'],
    ['ΟΔΟΣ', 'Οδός & ΟΔΟΣ'],
    ['ромашка', 'ООО «Ромашка»'],
    ['ısı', 'Işık Ticaret ISI'],
    ['株', '株式会社テスト'],
    ['𠮷', '𠮷野家'],
    ['ß', 'Große Straße'],
    ['é', 'Café Zoé'],
  ])('finds %s in %s', async (search, companyName) => {
    const [id] = await add({ companyName });
    await add({ companyName: 'Plain Company' });
    expect(await find({ search })).toEqual([id]);
  });

  test.each(['\u0000', 'a\u0000b', '\ud800', 'x\udc00', '\u0007'])(
    'text no name can hold (%j) finds nothing and breaks nothing',
    async (search) => {
      await add({ companyName: 'Plain Company' });
      expect(await find({ search })).toEqual([]);
    },
  );

  test('blanks around the text do not count, and blanks alone are no search', async () => {
    const [id] = await add({ companyName: 'Plain Company' });
    expect(await find({ search: '  plain ' })).toEqual([id]);
    expect(await find({ search: '   ' })).toEqual([id]);
  });
});

describe('the status filter', () => {
  test('shows one status, and combines with search', async () => {
    const [first, second] = await add(
      { status: 'APPROVED', companyName: 'One' },
      { status: 'APPROVED', companyName: 'Two' },
    );
    await add({ status: 'INIT', companyName: 'One' });
    expect(await find({ status: 'APPROVED' })).toEqual([second, first]);
    expect(await find({ status: 'APPROVED', search: 'one' })).toEqual([first]);
    expect(await find({ status: 'REJECTED' })).toEqual([]);
  });

  test('UNRECOGNISED shows statuses outside the table, but not customers that upstream has not confirmed', async () => {
    const [odd, unknown] = await add({ status: 'QUANTUM_REVIEW' }, { status: 'UNKNOWN' });
    await add({ status: 'APPROVED' }, { status: 'UNKNOWN', upstreamId: null });
    expect(await find({ status: 'UNRECOGNISED' })).toEqual([unknown, odd]);
  });
});

describe('one customer', () => {
  test('is found by our id and by the id of upstream', async () => {
    const [id = ''] = await add({ upstreamId: 'up-known', firstName: 'Ada', companyName: 'Engines' });
    const db = await getDb();
    expect(await getCustomerDetail(system, db, id)).toMatchObject({
      id,
      upstreamId: 'up-known',
      businessName: 'Engines',
    });
    expect((await getCustomerDetail(system, db, 'up-known'))?.id).toBe(id);
    expect((await getCustomerRef(system, db, 'up-known'))?.id).toBe(id);
    expect(await idsByUpstreamId(system, db, ['up-known', 'up-other'])).toEqual(new Map([['up-known', id]]));
    expect(await idsByUpstreamId(system, db, [])).toEqual(new Map());
  });

  test('goes by the best name known: legal name, else company, else e-mail address', async () => {
    const [legal, company, email] = await add(
      { legalName: 'Legal', companyName: 'Company' },
      { legalName: '', companyName: 'Company' },
      { companyName: '', email: 'bare@example.com' },
    );
    const db = await getDb();
    const names = await Promise.all([legal, company, email].map((id) => getCustomerDetail(system, db, id ?? '')));
    expect(names.map((detail) => detail?.businessName)).toEqual(['Legal', 'Company', 'bare@example.com']);
  });

  test('says who created it, and its status as long as nothing was read is unknown', async () => {
    const staff = await makeStaff();
    const [id = ''] = await add({ createdBy: staff.userId, upstreamId: null, status: undefined });
    expect(await getCustomerDetail(staff, await getDb(), id)).toMatchObject({
      createdByName: staff.name,
      creation: 'confirming',
      status: 'UNKNOWN',
      observedAt: null,
      statusSince: null,
    });
  });

  test('that waits for a person says so in the list too, and what 1Money can be asked about', async () => {
    const [id = ''] = await add({ upstreamId: null });
    const db = await getDb();
    const operation = { id: 'op-1', customerId: id, actor: 'u', idempotencyKey: 'k', body: '' };
    await insertOperation(system, db, { ...operation, kind: 'create_customer', now: new Date(START) });
    await markOpen(system, db, 'op-1', { state: 'needs_review', error: {}, requestId: 'req-1' });
    const { items } = await listCustomers(system, db, {});
    expect(items).toMatchObject([{ id, creation: 'needs_review' }]);
    expect(await getCustomerDetail(system, db, id)).toMatchObject({
      creation: 'needs_review',
      creationReference: 'req-1',
    });
  });

  test('is found by its address in any letter case', async () => {
    const [id = ''] = await add({ email: 'Ops@Example.COM', companyName: 'Found' });
    const db = await getDb();
    expect(await findCustomerByEmail(system, db, 'oPS@example.com')).toEqual({ id, businessName: 'Found' });
    expect(await findCustomerByEmail(system, db, 'ops@example.co')).toBeNull();
  });
});

describe('anyone who returns from the form', () => {
  test('sees their own customer, and a foreign one answers exactly like a missing one', async () => {
    const [own = '', foreign = ''] = await add(
      { upstreamId: 'up-own' },
      { upstreamId: 'up-foreign', email: 'f@example.com' },
    );
    const scope: Scope = { kind: 'return', customerId: own };
    const db = await getDb();
    expect((await getCustomerDetail(scope, db, own))?.id).toBe(own);
    expect((await getCustomerDetail(scope, db, 'up-own'))?.id).toBe(own);
    for (const id of [foreign, 'up-foreign', 'no-such-id', '']) {
      expect(await getCustomerDetail(scope, db, id)).toBeNull();
      expect(await getCustomerRef(scope, db, id)).toBeNull();
    }
    expect(await find({}, scope)).toEqual([own]);
    expect(await find({ search: 'f@example.com' }, scope)).toEqual([]);
    expect(await findCustomerByEmail(scope, db, 'f@example.com')).toBeNull();
    expect(await idsByUpstreamId(scope, db, ['up-own', 'up-foreign'])).toEqual(new Map([['up-own', own]]));
  });
});

test('a list item carries what was read: status, since when, flagged items, when and how', async () => {
  const [id = ''] = await add({ status: undefined });
  const updatedAt = new Date('2026-02-03T04:05:06.789Z');
  const now = new Date('2026-02-03T05:00:00.001Z');
  const flagged = { about: 'company', name: 'Engines', reason: 'Blurred', description: 'Upload again' } as const;
  const reading = {
    customerId: id,
    status: 'PENDING_RESPONSE',
    rawStatus: 'pending-response',
    legalName: 'Engines',
    updatedAt,
  };
  await applySnapshots(system, await getDb(), [{ ...reading, flaggedItems: [flagged], submittedAt: updatedAt }], {
    source: 'webhook',
    now,
  });
  const { items } = await listCustomers(system, await getDb(), {});
  expect(items[0]).toMatchObject({
    status: 'PENDING_RESPONSE',
    hasUsedLink: true,
    flaggedCount: 1,
    statusSince: updatedAt.toISOString(),
    observedAt: now.toISOString(),
    observedBy: 'webhook',
  });
});
