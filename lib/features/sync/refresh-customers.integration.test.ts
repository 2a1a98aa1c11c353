import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConnection } from '@/lib/features/connection/read-connection';
import { createCustomer } from '@/lib/features/creation/create-customer';
import { newCustomerInput } from '@/lib/features/creation/rules';
import type { CustomerDetail } from '@/lib/features/customers/customer-view.rules';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { type Scope, type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import { emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { forgetUpstreamClient } from '@/lib/platform/jobs/testing/restart';
import { Emulator } from '@/testing/emulator';
import { HANG_MS } from '@/testing/wait';
import { readCustomer, readCustomerPage } from './read-customers';
import { refreshCustomers } from './refresh-customers';
import { syncCustomer } from './sync-customer';
import { getUpstreamHealth } from './upstream-health';

const NEXT_KEYS = { accessKey: 'ak_next', secretKey: 'bmV4dC1rZXktbWFkZS11cC1mb3ItdGVzdHMtb25seQ' };
const env = { ONEMONEY_ACCESS_KEY_NEXT: NEXT_KEYS.accessKey, ONEMONEY_SECRET_KEY_NEXT: NEXT_KEYS.secretKey };
const database = setUpDatabase({ ownEmulator: true, env });
const emulator = new Emulator(database.emulator);
const system = systemScope('test');
const FIRST_PAGE = { search: '', status: '', older: '', newer: '' };
const LIST = { method: 'GET', path: '/v1/customers' } as const;

let staff: StaffScope;
beforeEach(async () => {
  await Promise.all([emulator.reset(), emptyDatabase(), forgetUpstreamClient()]);
  // The clock of these tests runs ahead of the emulator's, which is not what they are about.
  await emulator.settings({ signatureWindowSeconds: 86_400 });
  staff = await makeStaff();
  passTime();
});

/** Looking twice within seconds is one read, so tests that look again let a minute go by. */
let now = Date.now();
function passTime(): void {
  now += 60_000;
  vi.useFakeTimers({ toFake: ['Date'], now });
}
afterAll(() => void vi.useRealTimers());

async function create(email: string): Promise<string> {
  const input = { firstName: 'A', lastName: 'B', email, companyName: 'Ours', intentId: crypto.randomUUID() };
  const created = await createCustomer(staff, newCustomerInput.parse(input), NO_ORIGIN);
  if (!created.ok) throw new Error(`Not created: ${created.error.kind}`);
  return created.value.customerId;
}

/** Pages wait for upstream a moment only; a slow machine must not decide what is tested here. */
async function look() {
  await refreshCustomers();
  return readCustomerPage(staff, FIRST_PAGE);
}

/** Opens a customer's page until the read behind it has arrived. */
async function open(id: string, expected: Partial<CustomerDetail>, scope: Scope = staff): Promise<void> {
  const source = scope.kind === 'return' ? 'return' : 'page';
  await expect
    .poll(async () => (await readCustomer(scope, id, source))?.customer, { timeout: HANG_MS })
    .toMatchObject(expected);
}

const ids = () => query('select id, upstream_id, company_name from customers order by created_at');

describe('looking at the list', () => {
  test('adopts customers that were created elsewhere, once, and says so in the audit log', async () => {
    await emulator.seed(130);
    const page = await look();
    expect([page.total, page.upstream]).toEqual([130, { state: 'ok' }]);
    const statuses = new Map((await emulator.customers()).map(({ id, status }) => [id, status]));
    for (const item of page.items) expect(item.status).toBe(statuses.get(item.upstreamId ?? ''));
    passTime();
    expect((await look()).total).toBe(130);
    const [imported] = await query("select count(*)::int as count from audit where act = 'customer.found_upstream'");
    expect(imported).toEqual({ count: 130 });
  });

  test('shows what changed upstream', async () => {
    const id = await create('ours@acme.example');
    const ref = await getCustomerRef(system, await getDb(), id);
    await emulator.setStatus(ref?.upstreamId ?? '', 'PENDING_RESPONSE', {
      company_issues: { company_name: 'Ours', reject_reason: 'Blurred', description: 'Upload it again' },
    });
    passTime();
    const { items } = await look();
    expect(items).toMatchObject([{ id, status: 'PENDING_RESPONSE', flaggedCount: 1, observedBy: 'list' }]);
  });

  test('reads upstream once for everyone who looks within seconds', async () => {
    await emulator.seed(3);
    await Promise.all(Array.from({ length: 20 }, () => look()));
    await look();
    expect(await emulator.requests({ method: 'GET', pathEnd: LIST.path })).toHaveLength(1);
  });

  test('asks upstream nothing for a pushed change, which was just read', async () => {
    await emulator.seed(3);
    passTime();
    await readCustomerPage(staff, {}, { isPushed: true });
    expect(await emulator.requests({ method: 'GET', pathEnd: LIST.path })).toEqual([]);
  });

  test('does not adopt one of ours that is being confirmed', async () => {
    await emulator.addFault({ method: 'POST', path: '/v1/customers/lightweight', fault: 'reset_after', times: 3 });
    await emulator.addFault({ method: 'GET', path: '/v1/customers/lightweight', fault: 'reset_before', times: 3 });
    const id = await create('Mixed.Case@acme.example');
    await emulator.clearFaults();
    await forgetUpstreamClient();
    expect(await emulator.customers()).toHaveLength(1);
    await emulator.seed(2);
    passTime();
    expect((await look()).total).toBe(3);
    expect(await query(`select upstream_id from customers where id = '${id}'`)).toEqual([{ upstream_id: null }]);

    // Its own page settles it, and nothing of it is there twice.
    await open(id, {
      creation: 'confirmed',
      companyName: 'Ours',
    });
    passTime();
    expect((await look()).total).toBe(3);
    expect(await ids()).toHaveLength(3);
  });

  test('when a customer of ours was adopted before its creation was confirmed, ours stays', async () => {
    const id = await create('ours@acme.example');
    const [upstream] = await emulator.customers();
    const email = 'typed-differently@acme.example';
    await query(`update customers set upstream_id = null, email = '${email}', email_key = '${email}'`);
    await query("update operations set state = 'unknown', completed_at = null");
    await refreshCustomers();
    expect(await ids()).toHaveLength(2);
    await open(id, { creation: 'confirmed' });
    expect(await ids()).toEqual([{ id, upstream_id: upstream?.id, company_name: 'Ours' }]);
  });

  test('customers that upstream no longer lists stay', async () => {
    await create('ours@acme.example');
    await emulator.reset();
    passTime();
    expect((await look()).total).toBe(1);
  });
});

describe("upstream's health", () => {
  test('an outage is recorded once, shown with its beginning and a reference, and healed by the next good read', async () => {
    const id = await create('ours@acme.example');
    await emulator.addFault({ ...LIST, fault: 'status:500', times: 1000 });
    passTime();
    const first = await look();
    expect(first).toMatchObject({ total: 1, upstream: { state: 'unreachable', reason: 'http' } });
    for (let more = 0; more < 3; more += 1) {
      passTime();
      expect((await look()).upstream).toEqual(first.upstream);
    }
    expect(await query('select count(*)::int as count from upstream_state')).toEqual([{ count: 1 }]);

    await emulator.clearFaults();
    passTime();
    await open(id, { observedBy: 'page' });
    expect((await look()).upstream).toEqual({ state: 'ok' });
  });

  test.each([
    ['status:401', 'credentials'],
    ['status:503', 'http'],
    ['reset_before', 'network'],
    ['timeout_before', 'timeout'],
    ['html:200', 'unreadable'],
    ['short_json', 'unreadable'],
    ['rate_limit:60', 'rate_limited'],
    ['rate_limit_in_200:60', 'rate_limited'],
  ])('%s is shown as %s, and the page renders from the database', async (fault, reason) => {
    await create('ours@acme.example');
    await emulator.addFault({ ...LIST, fault, times: 1000 });
    passTime();
    const page = await look();
    expect(page.items).toMatchObject([{ status: 'INIT' }]);
    expect(page.upstream).toMatchObject({ state: 'unreachable', reason });
  });

  test('a customer that upstream does not know says nothing about its health', async () => {
    const id = await create('ours@acme.example');
    await emulator.reset();
    passTime();
    const reading = await readCustomer(staff, id, 'page');
    expect(reading).toMatchObject({ customer: { status: 'INIT' }, upstream: { state: 'ok' } });
  });

  test('an open breaker only repeats what the failures before it said', async () => {
    await create('ours@acme.example');
    await emulator.addFault({ ...LIST, fault: 'reset_before', times: 1000 });
    for (let looks = 0; looks < 4; looks += 1) {
      passTime();
      await refreshCustomers();
    }
    expect(await getUpstreamHealth(system)).toMatchObject({ reason: 'network' });
  });
});

describe('while the key pair is replaced at 1Money', () => {
  const replaceKeys = (keys: typeof NEXT_KEYS) =>
    emulator.settings({ entities: [{ id: 'entity_1', name: 'First entity', ...keys }] });

  test('the portal goes over to the next pair by itself and says so', async () => {
    const admin = await makeStaff('admin');
    await create('before@acme.example');
    expect((await readConnection(admin)).keyPair).toBe('first');
    await replaceKeys(NEXT_KEYS);
    await create('after@acme.example');
    expect((await emulator.customers()).map(({ email }) => email).sort()).toEqual([
      'after@acme.example',
      'before@acme.example',
    ]);
    // The clock of these tests runs ahead, which is what a 401 is blamed on first.
    const [, ...sent] = await emulator.requests({ method: 'POST' });
    expect(sent.map(({ auth }) => auth)).toEqual(['unknown_key', 'unknown_key', 'hmac']);
    expect(new Set(sent.map(({ idempotencyKey, body }) => `${idempotencyKey} ${body}`)).size).toBe(1);
    passTime();
    expect((await look()).upstream).toEqual({ state: 'ok' });
    expect(await readConnection(admin)).toMatchObject({ keyPair: 'second', keyEnd: null });
  });

  test('with neither pair known the banner says that the credentials are refused', async () => {
    await create('before@acme.example');
    await replaceKeys({ ...NEXT_KEYS, accessKey: 'ak_of_somebody_else' });
    passTime();
    expect((await look()).upstream).toMatchObject({ state: 'unreachable', reason: 'credentials' });
  });
});

describe('one customer', () => {
  test('is read freshly when its page is opened, but not again within seconds', async () => {
    const id = await create('ours@acme.example');
    const ref = await getCustomerRef(system, await getDb(), id);
    await emulator.setStatus(ref?.upstreamId ?? '', 'UNDER_REVIEW');
    passTime();
    await open(id, {
      status: 'UNDER_REVIEW',
      observedBy: 'page',
    });
    const reads = (await emulator.requests({ method: 'GET' })).length;
    await Promise.all([readCustomer(staff, id, 'page'), readCustomer(staff, id, 'page')]);
    expect(await emulator.requests({ method: 'GET' })).toHaveLength(reads);
  });

  test('anyone who returns sees their own status from a fresh read, and no other customer', async () => {
    const [own, foreign] = [await create('own@acme.example'), await create('foreign@acme.example')];
    const ref = await getCustomerRef(system, await getDb(), own);
    await emulator.submitForm(ref?.upstreamId ?? '');
    passTime();
    const scope = { kind: 'return', customerId: own } as const;
    await open(
      own,
      {
        status: 'PENDING_REVIEW',
        observedBy: 'return',
      },
      scope,
    );
    const reads = (await emulator.requests({ method: 'GET' })).length;
    expect(await readCustomer(scope, foreign, 'return')).toBeNull();
    expect(await readCustomer(scope, 'no-such-id', 'return')).toBeNull();
    expect(await emulator.requests({ method: 'GET' })).toHaveLength(reads);
  });

  test('an unknown status is kept and shown, a missing one is unknown, and neither is approved', async () => {
    const id = await create('ours@acme.example');
    const ref = await getCustomerRef(system, await getDb(), id);
    if (!ref) throw new Error('no customer');
    await emulator.addFault({ method: 'GET', fault: 'unknown_status:quantum review' });
    expect(await syncCustomer(system, ref, { source: 'check', force: true })).toMatchObject({
      value: { status: 'QUANTUM_REVIEW' },
    });
    await emulator.addFault({ method: 'GET', fault: 'retype_field:status' });
    expect(await syncCustomer(system, ref, { source: 'check', force: true })).toMatchObject({
      value: { status: 'UNKNOWN' },
    });
  });
});
