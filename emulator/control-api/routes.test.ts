import { describe, expect, test } from 'vitest';
import { KYB_STATUSES } from '../model';
import { control, create, createdId, FIRST, link, plain, send } from '../testing/client';
import { FormSession } from '../testing/form-session';
import { sharedEmulator, startEmulator } from '../testing/start';

const base = sharedEmulator();

describe('seed and reset', () => {
  test('nine customers show all nine statuses; more go on from there', async () => {
    const { url } = await startEmulator();
    expect((await control(url, 'POST', '/seed', { customers: 9 })).json).toEqual({ customers: 9, total: 9 });
    const first = await send(url, 'GET', '/v1/customers?size=100');
    expect(first.json.customers.map(({ status }: { status: string }) => status).sort()).toEqual(
      [...KYB_STATUSES].sort(),
    );
    await control(url, 'POST', '/seed', { customers: 300 });
    const { json } = await control(url, 'GET', '/customers?limit=1000');
    expect(json.total).toBe(309);
    expect(new Set(json.customers.map(({ email }: { email: string }) => email)).size).toBe(309);
    for (const customer of json.customers) {
      if (customer.status === 'PENDING_RESPONSE') expect(customer.reviewIssues).not.toBeNull();
      expect(customer.createdAt <= customer.updatedAt).toBe(true);
    }
  });

  test('the same seed gives the same ids and data, another one others', async () => {
    const people = async (seed: string) => {
      const { url } = await startEmulator({ settings: { seed } });
      await control(url, 'POST', '/seed', { customers: 20 });
      const { json } = await control(url, 'GET', '/customers');
      return json.customers.map(({ id, companyName, status }: Record<string, string>) => [id, companyName, status]);
    };
    expect(await people('a')).toEqual(await people('a'));
    expect(await people('a')).not.toEqual(await people('b'));
  });

  test('reset forgets everything, restores settings and repeats ids when there is a seed', async () => {
    const { url } = await startEmulator({ settings: { seed: 'again' } });
    const id = await createdId(url);
    await link(url, id);
    await control(url, 'POST', '/clock', { advanceSeconds: 500 });
    await control(url, 'POST', '/faults', { fault: 'html' });
    await control(url, 'PATCH', '/settings', { quota: 0 });
    await control(url, 'POST', '/reset');
    for (const [what, list] of [
      ['customers', 'customers'],
      ['links', 'links'],
      ['requests', 'requests'],
      ['deliveries', 'deliveries'],
      ['faults', 'faults'],
      ['mail', 'mails'],
    ]) {
      expect((await control(url, 'GET', `/${what}`)).json[list ?? '']).toEqual([]);
    }
    expect((await control(url, 'GET', '/clock')).json.offsetSeconds).toBe(0);
    expect(await createdId(url)).toBe(id);
  });

  test('an unknown entity, a negative number and unknown fields are refused', async () => {
    for (const body of [{ customers: 1, entity: 'x' }, { customers: -1 }, {}, { customers: 1, size: 2 }]) {
      expect((await control(base(), 'POST', '/seed', body)).status).toBe(400);
    }
    expect((await control(base(), 'POST', '/seed', { customers: 2, entity: 'entity_2' })).json.total).toBe(2);
  });
});

describe('status', () => {
  test('any text is a status; absent flags stay, null clears them', async () => {
    const id = await createdId(base());
    const review_issues = { company_issues: { company_name: 'Acme', reject_reason: 'r', description: '<b>d</b>' } };
    await control(base(), 'POST', `/customers/${id}/status`, { status: 'PENDING_RESPONSE', review_issues });
    await control(base(), 'POST', `/customers/${id}/status`, { status: 'quantum-review' });
    const kept = await send(base(), 'GET', `/v1/customers/${id}`);
    expect(kept.json).toMatchObject({
      status: 'quantum-review',
      review_issues: { ...review_issues, associated_person_issues: [] },
    });
    await control(base(), 'POST', `/customers/${id}/status`, { status: 'APPROVED', review_issues: null });
    expect((await send(base(), 'GET', `/v1/customers/${id}`)).json.review_issues).toBeNull();
  });

  test('PENDING_REVIEW sets submitted_at; updated_at always grows, also when the clock goes back', async () => {
    const { url } = await startEmulator();
    const id = await createdId(url);
    const seen: string[] = [];
    await control(url, 'POST', '/clock', { now: '2035-05-05T05:05:05Z' });
    for (const status of ['PENDING_REVIEW', 'APPROVED', 'INIT']) {
      await control(url, 'POST', `/customers/${id}/status`, { status });
      await control(url, 'POST', '/clock', { advanceSeconds: -1000 });
      seen.push((await send(url, 'GET', `/v1/customers/${id}`)).json.updated_at);
    }
    expect([...seen].sort()).toEqual(seen);
    expect(new Set(seen).size).toBe(3);
    expect((await send(url, 'GET', `/v1/customers/${id}`)).json.submitted_at).toMatch(/^2035-05-05T05:05:0/);
  });

  test('an unknown customer is 404, a nameless status 400', async () => {
    expect((await control(base(), 'POST', '/customers/none/status', { status: 'INIT' })).status).toBe(404);
    const id = await createdId(base());
    for (const body of [{}, { status: '' }, { status: 7 }, { status: 'INIT', reviewIssues: null }]) {
      expect((await control(base(), 'POST', `/customers/${id}/status`, body)).status).toBe(400);
    }
  });

  test('submit fills the form in one go, once', async () => {
    const id = await createdId(base());
    expect((await control(base(), 'POST', `/customers/${id}/submit`)).json).toMatchObject({ status: 'PENDING_REVIEW' });
    expect((await control(base(), 'POST', `/customers/${id}/submit`)).status).toBe(409);
    expect((await control(base(), 'POST', '/customers/none/submit')).status).toBe(404);
  });

  test('a seeded customer who is asked for corrections can send the form again at once', async () => {
    const { url } = await startEmulator();
    await control(url, 'POST', '/seed', { customers: 9 });
    const { json } = await control(url, 'GET', '/customers?status=PENDING_RESPONSE');
    const [customer] = json.customers;
    const { grant_token } = (await link(url, customer.id)).json;
    const form = await FormSession.open(url, grant_token);
    expect(await form?.save('terms', { isAccepted: 'yes', signedName: 'Zoë Kim' }, 'continue')).toBe(303);
    expect((await send(url, 'GET', `/v1/customers/${customer.id}`)).json).toMatchObject({
      status: 'PENDING_REVIEW',
      review_issues: null,
    });
  });
});

describe('journal', () => {
  test('tells method, path, query, header names, body, verdict and answer; never the signature', async () => {
    await control(base(), 'DELETE', '/requests');
    const made = await create(base(), { email: 'journal@acme.example' });
    await send(base(), 'GET', '/v1/customers?page=1');
    const { json, text } = await control(base(), 'GET', '/requests');
    expect(json.requests).toMatchObject([
      {
        ...{
          method: 'POST',
          path: '/v1/customers/lightweight',
          query: '',
          auth: 'hmac',
          entityId: 'entity_1',
          fault: null,
        },
        ...{
          customerId: made.json.customer_id,
          requestId: made.headers.get('x-request-id'),
          answer: { status: 201, body: made.text },
        },
        headerNames: expect.arrayContaining(['authorization', 'x-om-date', 'idempotency-key']),
        body: expect.stringContaining('journal@acme.example'),
      },
      { method: 'GET', path: '/v1/customers', query: 'page=1' },
    ]);
    expect(text).not.toContain('OneMoney-HMAC-SHA256 ');
    const since = await control(base(), 'GET', `/requests?since=${json.requests[0].id}`);
    expect(since.json.requests).toHaveLength(1);
    expect((await control(base(), 'GET', '/requests?method=post&path=/v1/customers')).json.requests).toHaveLength(1);
    expect((await control(base(), 'GET', `/requests?customer_id=${made.json.customer_id}`)).json.requests).toHaveLength(
      1,
    );
  });

  test('is bounded, keeps the newest, cuts long bodies', async () => {
    const { url } = await startEmulator({ settings: { journalSize: 3 } });
    for (let index = 0; index < 7; index += 1) await send(url, 'GET', `/echo?${index}`);
    const queries = async () =>
      (await control(url, 'GET', '/requests')).json.requests.map(({ query }: { query: string }) => query);
    expect(await queries()).toEqual(['4', '5', '6']);
    await control(url, 'PATCH', '/settings', { journalSize: 2 });
    await send(url, 'GET', '/echo?7');
    expect(await queries()).toEqual(['6', '7']);
    await send(url, 'POST', '/echo', { body: { message: 'x'.repeat(100_000) } });
    const { json } = await control(url, 'GET', '/requests?since=8');
    expect(json.requests[0].body.length).toBeLessThan(20_000);
  });
});

describe('clock, links, settings', () => {
  test('the clock advances, jumps and returns', async () => {
    const { url } = await startEmulator();
    expect((await control(url, 'POST', '/clock', { advanceSeconds: 60 })).json.offsetSeconds).toBe(60);
    expect((await control(url, 'POST', '/clock', { advanceSeconds: 60 })).json.offsetSeconds).toBe(120);
    expect((await control(url, 'POST', '/clock', { now: '2031-02-03T04:05:06+01:00' })).json.now).toMatch(
      /^2031-02-03T03:05:06/,
    );
    expect((await create(url)).json.created_at).toMatch(/^2031-02-03T03:0/);
    expect((await control(url, 'POST', '/clock', { now: null })).json.offsetSeconds).toBe(0);
    for (const body of [{}, { advanceSeconds: 'x' }, { now: 'tomorrow' }, { advanceSeconds: 1, now: null }]) {
      expect((await control(url, 'POST', '/clock', body)).status).toBe(400);
    }
  });

  test('links can be revoked', async () => {
    const id = await createdId(base());
    const { json } = await link(base(), id);
    const revoked = await control(base(), 'POST', `/links/${json.grant_token}/revoke`);
    expect(revoked.json).toMatchObject({ customerId: id, revokedAt: expect.any(String) });
    expect((await control(base(), 'POST', '/links/none/revoke')).status).toBe(404);
  });

  test('settings show no secret, change together or not at all', async () => {
    const { url } = await startEmulator();
    const { text } = await control(url, 'GET', '/settings');
    expect(text).not.toContain(FIRST.secretKey);
    expect(text).not.toContain('whsec_');
    const refused = await control(url, 'PATCH', '/settings', { quota: 5, statusCase: 'sideways', nonsense: 1 });
    expect(refused.status).toBe(400);
    expect(refused.json.error).toMatch(/statusCase/);
    expect((await control(url, 'GET', '/settings')).json.quota).toBeNull();
    expect((await control(url, 'PATCH', '/settings', { quota: 5 })).json.quota).toBe(5);
  });

  test('unknown control calls and customers are 404 in JSON', async () => {
    for (const path of ['/nonsense', '/customers/none']) {
      const { status, json } = await control(base(), 'GET', path);
      expect([status, typeof json.error]).toEqual([404, 'string']);
    }
    expect((await control(base(), 'GET', '/health')).json.ok).toBe(true);
  });
});

describe('other sites', () => {
  const hostile: [string, Record<string, string>][] = [
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['a null Origin', { origin: 'null' }],
    ['a malformed Origin', { origin: 'evil' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch', { 'sec-fetch-site': 'same-site' }],
  ];
  test.each(hostile)('%s reaches no control call, neither reading nor writing', async (_name, headers) => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const { status, headers: answered } = await plain(base(), method, '/__emulator/requests', { headers });
      expect(status).toBe(403);
      expect(answered.get('access-control-allow-origin')).toBeNull();
    }
    for (const path of ['/', '/onboarding', '/customers/x/status']) {
      expect((await plain(base(), 'POST', path, { headers })).status).toBe(403);
    }
  });

  test('the own page and programs pass', async () => {
    expect(
      (
        await plain(base(), 'GET', '/__emulator/requests', {
          headers: { origin: base(), 'sec-fetch-site': 'same-origin' },
        })
      ).status,
    ).toBe(200);
    expect((await plain(base(), 'GET', '/__emulator/requests')).status).toBe(200);
  });
});
