import { describe, expect, test } from 'vitest';
import { control, createdId, SECOND, send } from '../testing/client';
import { setStatus, sharedEmulator, startEmulator } from '../testing/start';

const base = sharedEmulator();
const MADE = 25;
const ids: string[] = [];

async function list(query: string, url = base()) {
  if (ids.length === 0) for (let index = 0; index < MADE; index += 1) ids.push(await createdId(base()));
  return send(url, 'GET', `/v1/customers${query}`);
}

function idsOf(reply: { json: { customers: { customer_id: string }[] } }): string[] {
  return reply.json.customers.map((customer) => customer.customer_id);
}

describe('list', () => {
  test('ten full objects, newest first, with the number of all', async () => {
    const reply = await list('');
    expect(idsOf(reply)).toEqual(ids.slice(-10).reverse());
    expect(reply.json.total).toBe(MADE);
    expect(reply.json.customers[0]).toHaveProperty('associated_persons');
  });

  test('both pairs of parameters reach every customer once, each with its own base', async () => {
    const newest = [...ids].reverse();
    expect(idsOf(await list('?page=1&size=20'))).toEqual(newest.slice(0, 20));
    expect(idsOf(await list('?page=2&size=20'))).toEqual(newest.slice(20));
    expect(idsOf(await list('?page=3&size=20'))).toEqual([]);
    expect(idsOf(await list('?page_num=0&page_size=20'))).toEqual(newest.slice(0, 20));
    expect(idsOf(await list('?page_num=1&page_size=20'))).toEqual(newest.slice(20));
    expect(idsOf(await list('?size=100'))).toEqual(newest);
  });

  test.each([
    'page=0',
    'page=-1',
    'page=x',
    'page=1.5',
    'size=0',
    'size=101',
    'page_num=-1',
    'page_size=0',
    'page_size=101',
    'page=1&page_num=0',
  ])('%s is refused', async (query) => {
    const { status, json } = await list(`?${query}`);
    expect(status).toBe(422);
    expect(json.detail).toBeTruthy();
  });

  test('kyb_status filters in any spelling, also an invented status', async () => {
    await list('');
    const [first, second] = ids;
    await setStatus(base(), first ?? '', 'PENDING_REVIEW');
    await setStatus(base(), second ?? '', 'QUANTUM_REVIEW');
    for (const spelling of ['PENDING_REVIEW', 'pending_review', 'Pending-Review', 'pending%20review']) {
      const reply = await list(`?kyb_status=${spelling}`);
      expect(idsOf(reply)).toEqual([first]);
      expect(reply.json.total).toBe(1);
    }
    expect(idsOf(await list('?kyb_status=quantum_review'))).toEqual([second]);
    expect(idsOf(await list('?kyb_status=nonsense'))).toEqual([]);
    expect((await list('?kyb_status=')).json.total).toBe(MADE);
    await setStatus(base(), first ?? '', 'INIT');
    await setStatus(base(), second ?? '', 'INIT');
    expect(idsOf(await list('?kyb_status=pending_review'))).toEqual([]);
  });

  test("another entity's list does not contain them", async () => {
    await list('');
    const theirs = await createdId(base(), { keys: SECOND });
    const reply = await send(base(), 'GET', '/v1/customers?size=100', { keys: SECOND });
    expect(idsOf(reply)).toEqual([theirs]);
  });
});

test('choices by setting', async () => {
  const settings = {
    listOrder: 'oldest',
    listTotal: 'text',
    listItems: 'brief',
    listUnknownStatus: 'refuse',
    listMixedPaging: 'page',
  } as const;
  const { url } = await startEmulator({ settings });
  const made = [await createdId(url), await createdId(url), await createdId(url)];
  const reply = await send(url, 'GET', '/v1/customers?page=1&page_num=7&size=2');
  expect(idsOf(reply)).toEqual(made.slice(0, 2));
  expect(reply.json.total).toBe('3');
  expect(Object.keys(reply.json.customers[0])).toHaveLength(7);
  expect((await send(url, 'GET', '/v1/customers?kyb_status=nonsense')).status).toBe(422);
  await control(url, 'PATCH', '/settings', {
    listTotal: 'page',
    listUnknownStatus: 'all',
    listMixedPaging: 'page_num',
  });
  const second = await send(url, 'GET', '/v1/customers?page=1&page_num=1&page_size=2&kyb_status=nonsense');
  expect(idsOf(second)).toEqual(made.slice(2));
  expect(second.json.total).toBe(1);
  await control(url, 'PATCH', '/settings', { listTotal: 'absent' });
  expect((await send(url, 'GET', '/v1/customers')).json).not.toHaveProperty('total');
});
