import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { listCustomers } from '@/lib/features/customers/customer-list.queries';
import { getCustomerDetail } from '@/lib/features/customers/customers.queries';
import { getCreationOf, listOpenCreations } from '@/lib/features/sync/operations.queries';
import { reconcileCreation } from '@/lib/features/sync/reconcile-creation';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { askAgain } from './ask-again';
import { createCustomer } from './create-customer';
import { type NewCustomerInput, newCustomerInput } from './rules';

const database = setUpDatabase({ ownEmulator: true });
const emulator = new Emulator(database.emulator);
const CREATE = { method: 'POST', path: '/v1/customers/lightweight' } as const;
const LOOK_UP = { method: 'GET', path: '/v1/customers/lightweight' } as const;

let staff: StaffScope;
beforeEach(async () => {
  vi.useRealTimers();
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  staff = await makeStaff();
});

let typed = 0;
function input(change: Partial<z.input<typeof newCustomerInput>> = {}): NewCustomerInput {
  typed += 1;
  return newCustomerInput.parse({
    firstName: 'Zoë',
    lastName: 'Müller-李',
    email: `ops.${typed}@acme.example`,
    companyName: 'Acme “Quoted” & Söhne',
    intentId: crypto.randomUUID(),
    ...change,
  });
}

const create = (values = input()) => createCustomer(staff, values, NO_ORIGIN);

async function createdId(values = input()): Promise<string> {
  const created = await create(values);
  if (!created.ok) throw new Error(`Not created: ${created.error.kind}`);
  return created.value.customerId;
}

const detail = async (id: string) => getCustomerDetail(staff, await getDb(), id);
const operations = () => query("select * from operations where kind = 'create_customer' order by created_at");
const acts = async () => (await query('select act from audit order by id')).map(({ act }) => act);

/** What the catch-up does, as if the operation had not been touched for a while. */
async function settle(): Promise<void> {
  const scope = systemScope('test');
  await query(
    "update operations set sent_at = sent_at - interval '1 hour', created_at = created_at - interval '1 hour'",
  );
  for (const operation of await listOpenCreations(scope, await getDb(), { untouchedSince: new Date(), limit: 100 }))
    await reconcileCreation(scope, operation, { origin: NO_ORIGIN, priority: 'background' });
}

/** Exactly one customer upstream and here, joined by the committed key, whatever happened on the way. */
async function expectOneCustomer(customerId: string): Promise<void> {
  const [upstream, ...more] = await emulator.customers();
  expect(more).toEqual([]);
  expect(await detail(customerId)).toMatchObject({ upstreamId: upstream?.id, creation: 'confirmed', status: 'INIT' });
  const [operation, ...others] = await operations();
  expect(others).toEqual([]);
  expect(operation).toMatchObject({ state: 'done', idempotency_key: upstream?.idempotencyKey });
  expect(await query('select id from customers')).toHaveLength(1);
  expect((await acts()).filter((act) => act === 'customer.created')).toHaveLength(1);
}

/** Every sending of the creation carried the same bytes under the same key, each with a signature that verified. */
async function expectSameBytes(times: number): Promise<void> {
  const sent = await emulator.requests({ method: 'POST', pathEnd: CREATE.path });
  expect(sent.length).toBeGreaterThanOrEqual(times);
  const [operation] = await operations();
  for (const request of sent) {
    expect(request.body).toBe(operation?.body);
    expect(request.idempotencyKey).toBe(operation?.idempotency_key);
    expect(['hmac', 'not_checked']).toContain(request.auth);
  }
}

describe('a customer is created', () => {
  test('upstream and here, recorded, with the bytes that were committed', async () => {
    const values = input();
    const id = await createdId(values);
    await expectOneCustomer(id);
    await expectSameBytes(1);
    const [request] = await emulator.requests({ method: 'POST' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      email: values.email,
      first_name: 'Zoë',
      last_name: 'Müller-李',
      company_name: 'Acme “Quoted” & Söhne',
      customer_type: 'Business',
    });
    expect(await detail(id)).toMatchObject({ createdByName: staff.name, observedBy: 'create' });
    const [entry] = await query("select * from audit where act = 'customer.created'");
    expect(entry).toMatchObject({ actor_id: staff.userId, actor_label: staff.email, customer_id: id, outcome: 'ok' });
  });

  test('without a company', async () => {
    await expectOneCustomer(await createdId(input({ companyName: '' })));
    const [request] = await emulator.requests({ method: 'POST' });
    expect(JSON.parse(request?.body ?? '')).not.toHaveProperty('company_name');
  });

  test('the key and the body stand in the database before the first byte is sent', async () => {
    await emulator.addFault({ ...CREATE, fault: 'timeout_before' });
    const creating = create();
    await expect.poll(async () => (await emulator.requests({ method: 'POST' })).length, { interval: 10 }).toBe(1);
    const [request] = await emulator.requests({ method: 'POST' });
    expect(await operations()).toMatchObject([
      { state: 'sent', tries: 1, body: request?.body, idempotency_key: request?.idempotencyKey },
    ]);
    await creating;
  });

  test('with the other spelling of the customer type where upstream wants it, under the same key', async () => {
    await emulator.settings({ customerType: 'BUSINESS' });
    await expectOneCustomer(await createdId());
    const sent = await emulator.requests({ method: 'POST' });
    expect(sent.map(({ body }) => JSON.parse(body).customer_type)).toEqual(['Business', 'BUSINESS']);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(await operations()).toMatchObject([{ body: sent.at(-1)?.body }]);
  });
});

describe('one form with one content is one customer', () => {
  test('when it is sent twice, one after the other', async () => {
    const values = input();
    const id = await createdId(values);
    expect(await createdId(values)).toBe(id);
    await expectOneCustomer(id);
  });

  test('when the same form is sent ten times at once', async () => {
    const values = input();
    const ids = await Promise.all(Array.from({ length: 10 }, () => createdId(values)));
    expect(new Set(ids).size).toBe(1);
    await settle();
    await expectOneCustomer(ids[0] ?? '');
  });

  test('but another customer typed into the form that "back" restored is another one', async () => {
    const one = input({ companyName: 'One' });
    const two = input({ companyName: 'Two', intentId: one.intentId });
    const idOfOne = await createdId(one);
    const idsOfTwo = await Promise.all([createdId(two), createdId(two)]);
    expect(new Set([idOfOne, ...idsOfTwo]).size).toBe(2);
    expect(await createdId(one)).toBe(idOfOne);
    await settle();
    expect(await query('select company_name from customers order by company_name')).toEqual([
      { company_name: 'One' },
      { company_name: 'Two' },
    ]);
    expect((await emulator.customers()).map(({ email }) => email).sort()).toEqual([one.email, two.email].sort());
  });

  test('but other details under the same address are refused with the customer who has it', async () => {
    const values = input();
    const id = await createdId(values);
    expect(await create({ ...values, firstName: 'Edited on the way back' })).toMatchObject({
      error: { kind: 'conflict', reason: 'duplicate_email', duplicateOf: { id } },
    });
    await expectOneCustomer(id);
  });

  test('but the same form sent by another person is another request', async () => {
    const values = input();
    await createdId(values);
    const other = await makeStaff();
    const created = await createCustomer(other, { ...values, email: 'other@acme.example' }, NO_ORIGIN);
    expect(created.ok).toBe(true);
    expect(await emulator.customers()).toHaveLength(2);
  });

  test('two people with the same address at once: one customer, and the other is told', async () => {
    const other = await makeStaff();
    const email = 'same@acme.example';
    const both = await Promise.all([create(input({ email })), createCustomer(other, input({ email }), NO_ORIGIN)]);
    expect(await emulator.customers()).toHaveLength(1);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { kind: 'conflict', fields: { email: 'duplicate' } } });
    expect(await query('select id from customers')).toHaveLength(1);
  });
});

describe('what upstream refuses is refused here too, and leaves no customer behind', () => {
  test('an address we have, in any letter case, is explained without asking upstream', async () => {
    const id = await createdId(input({ email: 'Ops@acme.example' }));
    const again = await create(input({ email: 'ops@ACME.example' }));
    expect(again).toMatchObject({
      error: { kind: 'conflict', reason: 'duplicate_email', duplicateOf: { id, name: 'Acme “Quoted” & Söhne' } },
    });
    expect(await emulator.requests({ method: 'POST' })).toHaveLength(1);
  });

  test('an address that only upstream has', async () => {
    const email = 'taken@acme.example';
    await createdId(input({ email }));
    await emptyDatabase();
    staff = await makeStaff();
    expect(await create(input({ email }))).toMatchObject({
      error: { kind: 'conflict', reason: 'duplicate_email', duplicateOf: undefined },
    });
    expect(await query('select id from customers')).toEqual([]);
    expect(await operations()).toMatchObject([{ state: 'rejected', customer_id: null, intent_id: null }]);
    expect(await acts()).toEqual(['customer.creation_rejected']);
  });

  test.each([400, 422])('a field, answered with %i; the corrected form may be sent again', async (validationStatus) => {
    await emulator.settings({ validationStatus });
    const values = input({ firstName: 'I > you' });
    const refused = await create(values);
    expect(refused).toMatchObject({ error: { kind: 'upstream_rejected', fields: { firstName: 'refused' } } });
    expect(await query('select id from customers')).toEqual([]);
    const id = await createdId({ ...values, firstName: 'Ian' });
    expect((await emulator.customers()).map(({ firstName }) => firstName)).toEqual(['Ian']);
    expect(await detail(id)).toMatchObject({ creation: 'confirmed' });
  });

  test('a quota', async () => {
    await emulator.settings({ quota: 0 });
    expect(await create()).toMatchObject({ error: { kind: 'upstream_rejected', httpStatus: 403 } });
    expect(await query('select id from customers')).toEqual([]);
  });

  test('a key that upstream says was used differently needs a person and keeps the customer', async () => {
    await emulator.settings({ quota: 0, quotaStatus: 409 });
    const id = await createdId();
    expect(await detail(id)).toMatchObject({ creation: 'needs_review' });
  });
});

describe('no one knows whether it happened', () => {
  test.each([
    'timeout_before',
    'timeout_after',
    'reset_before',
    'reset_after',
    'truncate',
    'short_json',
    'html:201',
    'slow:20',
    'missing_field:customer_id',
    'status_after:503',
    'html:502',
  ])('%s at every sending and every look-up: confirming, then completed as one customer', async (fault) => {
    await emulator.addFault({ ...CREATE, fault, times: 100 });
    await emulator.addFault({ ...LOOK_UP, fault: 'reset_before', times: 100 });
    const id = await createdId();
    expect(await detail(id)).toMatchObject({ creation: 'confirming', upstreamId: null, status: 'UNKNOWN' });
    expect(await operations()).toMatchObject([{ state: 'unknown' }]);

    await emulator.clearFaults();
    await forgetUpstreamClient();
    await settle();
    await expectOneCustomer(id);
    await expectSameBytes(1);
  });

  test.each(['timeout_after', 'reset_after', 'truncate', 'html:200', 'status_after:502', 'status_after:500'])(
    '%s once: the look-up by key or a repetition is completed it while the person waits',
    async (fault) => {
      await emulator.addFault({ ...CREATE, fault });
      const id = await createdId();
      await settle();
      await expectOneCustomer(id);
      await expectSameBytes(1);
    },
  );

  test.each(['reset_before', 'status:502', 'status:503', 'status:504'])(
    '%s once is repeated with the same bytes',
    async (fault) => {
      await emulator.addFault({ ...CREATE, fault });
      await expectOneCustomer(await createdId());
      await expectSameBytes(2);
    },
  );

  test('a 500 is not repeated: upstream is asked for the key, and then a person must look', async () => {
    await emulator.addFault({ ...CREATE, fault: 'status:500' });
    const id = await createdId();
    expect(await detail(id)).toMatchObject({ creation: 'needs_review', upstreamId: null });
    const { items } = await listCustomers(staff, await getDb(), {});
    expect(items).toMatchObject([{ id, creation: 'needs_review' }]);
    const [operation] = await operations();
    expect(operation).toMatchObject({ state: 'needs_review', request_id: expect.any(String) });
    expect(await emulator.requests({ method: 'POST' })).toHaveLength(1);
    expect(await emulator.requests({ method: 'GET', pathEnd: LOOK_UP.path })).toHaveLength(1);
    await settle();
    expect(await emulator.customers()).toEqual([]);
  });

  test('a process that dies after the commit and before the send loses nothing', async () => {
    await emulator.addFault({ ...CREATE, fault: 'reset_before', times: 100 });
    await emulator.addFault({ ...LOOK_UP, fault: 'reset_before', times: 100 });
    const id = await createdId();
    await query("update operations set state = 'pending', tries = 0, sent_at = null");
    await emulator.clearFaults();
    await forgetUpstreamClient();
    await settle();
    await expectOneCustomer(id);
  });

  test('a process that dies while sending leaves it to the next one, though not at once', async () => {
    await emulator.addFault({ ...CREATE, fault: 'timeout_after' });
    await emulator.addFault({ ...LOOK_UP, fault: 'reset_before', times: 100 });
    const id = await createdId();
    await emulator.clearFaults();
    await query("update operations set state = 'sent', sent_at = now()");
    const operation = await getCreationOf(staff, await getDb(), id);
    if (!operation) throw new Error('no operation');
    const options = { origin: NO_ORIGIN, priority: 'interactive' } as const;
    expect(await reconcileCreation(staff, operation, options)).toEqual({ ok: true, value: 'confirming' });
    await settle();
    await expectOneCustomer(id);
  });

  test('a look-up that fails proves nothing: the creation is not sent again on it', async () => {
    await emulator.addFault({ ...CREATE, fault: 'timeout_after' });
    await emulator.addFault({ ...LOOK_UP, fault: 'status:500', times: 100 });
    await createdId();
    await settle();
    expect(await emulator.requests({ method: 'POST' })).toHaveLength(1);
    expect(await operations()).toMatchObject([{ state: 'unknown' }]);
  });

  test('hours later it goes out with the same bytes and a fresh signature', async () => {
    await emulator.addFault({ ...CREATE, fault: 'reset_before', times: 100 });
    const id = await createdId();
    await emulator.clearFaults();
    await forgetUpstreamClient();
    // A signature of then would now be outside of upstream's five minutes.
    const later = 6 * 60 * 60;
    await emulator.settings({ clockSkewSeconds: later });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + later * 1000 });
    await settle();
    await expectOneCustomer(id);
    await expectSameBytes(2);
    expect((await emulator.requests()).map(({ auth }) => auth)).not.toContain('skewed_clock');
  });

  test('after a day the key may be refused, so it is only looked up and then a person must look', async () => {
    await emulator.addFault({ ...CREATE, fault: 'reset_before', times: 100 });
    const id = await createdId();
    await emulator.clearFaults();
    await forgetUpstreamClient();
    const sent = (await emulator.requests({ method: 'POST' })).length;
    await query("update operations set created_at = created_at - interval '25 hours'");
    await settle();
    expect(await detail(id)).toMatchObject({ creation: 'needs_review' });
    expect(await emulator.requests({ method: 'POST' })).toHaveLength(sent);
  });
});

describe('what waits for a person', () => {
  test('a person who asks again gets the one customer, under the same key', async () => {
    await emulator.addFault({ ...CREATE, fault: 'status:500' });
    const id = await createdId();
    expect(await askAgain(staff, id, NO_ORIGIN)).toEqual({ ok: true, value: 'confirmed' });
    expect(await detail(id)).toMatchObject({ creation: 'confirmed' });
    expect(await emulator.customers()).toHaveLength(1);
    expect(await acts()).toContain('customer.asked_again');
    expect(await askAgain(staff, id, NO_ORIGIN)).toMatchObject({ error: { kind: 'conflict' } });
  });
});

describe('a rate limit is never a failure and never a customer', () => {
  test.each(['rate_limit:1', 'rate_limit_in_200:1'])('%s: waits that long and creates', async (fault) => {
    await emulator.addFault({ ...CREATE, fault });
    await expectOneCustomer(await createdId());
    await expectSameBytes(2);
  });

  test.each(['rate_limit:60', 'rate_limit_in_200:60'])('%s: confirming, and completed later', async (fault) => {
    await emulator.addFault({ ...CREATE, fault, times: 100 });
    const id = await createdId();
    expect(await detail(id)).toMatchObject({ creation: 'confirming', upstreamId: null, status: 'UNKNOWN' });
    expect(await emulator.customers()).toEqual([]);
    await emulator.clearFaults();
    await forgetUpstreamClient();
    await settle();
    await expectOneCustomer(id);
  });
});

test('refused credentials park the creation; after the repair it is completed', async () => {
  await emulator.addFault({ path: '/v1', fault: 'status:401', times: 100 });
  const id = await createdId();
  expect(await detail(id)).toMatchObject({ creation: 'confirming' });
  await settle();
  expect(await detail(id)).toMatchObject({ creation: 'confirming' });
  await emulator.clearFaults();
  await settle();
  await expectOneCustomer(id);
});
