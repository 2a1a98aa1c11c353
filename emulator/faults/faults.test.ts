import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { control, create, createdId, FIRST, link, plain, send } from '../testing/client';
import { sharedEmulator } from '../testing/start';

const base = sharedEmulator();

async function order(fault: string, more: Record<string, unknown> = {}): Promise<void> {
  const { status, text } = await control(base(), 'POST', '/faults', { fault, ...more });
  expect(text).toContain('"id"');
  expect(status).toBe(201);
}

/** What a careful client sees: bytes until the connection ended, and whether it ended properly. */
function raw(
  method: string,
  path: string,
  body = '',
  timeoutMs = 20_000,
): Promise<{ bytes: string; end: 'complete' | 'cut' | 'reset' | 'silent'; firstByteMs: number }> {
  return new Promise((resolve) => {
    let bytes = '';
    const startedAt = Date.now();
    let firstByteMs = -1;
    const headers = {
      authorization: `Bearer ${FIRST.accessKey}`,
      ...(body === ''
        ? {}
        : { 'content-type': 'application/json', 'idempotency-key': '6f1c1f0e-8a54-4f0b-9d0c-2b1d7c3a9e10' }),
    };
    const outgoing = request(`${base()}${path}`, { method, headers, agent: false, timeout: timeoutMs }, (response) => {
      response.on('data', (chunk: Buffer) => {
        if (firstByteMs === -1) firstByteMs = Date.now() - startedAt;
        bytes += chunk.toString('latin1');
      });
      response.on('end', () => resolve({ bytes, end: 'complete', firstByteMs }));
      response.on('error', () => resolve({ bytes, end: 'cut', firstByteMs }));
    });
    outgoing.on('timeout', () => {
      resolve({ bytes, end: 'silent', firstByteMs });
      outgoing.destroy();
    });
    outgoing.on('error', () => resolve({ bytes, end: 'reset', firstByteMs }));
    outgoing.end(body);
  });
}

const listed = async (): Promise<number> => (await control(base(), 'GET', '/customers')).json.total;
const newCustomer = (email: string): string =>
  JSON.stringify({ email, first_name: 'A', last_name: 'B', customer_type: 'Business' });

describe('before and after the effect', () => {
  test.each([
    ['timeout_before', 'silent', 0],
    ['timeout_after', 'silent', 1],
    ['reset_before', 'reset', 0],
    ['reset_after', 'reset', 1],
  ])('%s: the client sees %s, %i customers were made', async (fault, end, made) => {
    await control(base(), 'POST', '/reset');
    await order(fault, { match: { method: 'POST' } });
    const seen = await raw(
      'POST',
      '/v1/customers/lightweight',
      newCustomer('a@b.example'),
      end === 'silent' ? 300 : undefined,
    );
    expect(seen.end).toBe(end);
    // A client that gave up early may be ahead of the server.
    await expect.poll(listed).toBe(made);
    const retry = await raw('POST', '/v1/customers/lightweight', newCustomer('a@b.example'));
    expect(retry.end).toBe('complete');
    expect(await listed()).toBe(1);
  });

  test('status refuses without effect, status_after commits first', async () => {
    await control(base(), 'POST', '/reset');
    await order('status:503');
    expect(await create(base())).toMatchObject({ status: 503, json: { code: 'Service_Unavailable', status: 503 } });
    expect(await listed()).toBe(0);
    await order('status_after:502');
    expect((await create(base())).status).toBe(502);
    expect(await listed()).toBe(1);
  });
});

describe('spoilt answers', () => {
  test('rate limit in both forms', async () => {
    await order('rate_limit:7');
    const real = await send(base(), 'GET', '/v1/customers');
    expect([real.status, real.headers.get('retry-after'), real.json.detail]).toEqual([
      429,
      '7',
      'Rate limit exceeded. Retry after 7s.',
    ]);
    await order('rate_limit_in_200:4');
    const hidden = await send(base(), 'GET', '/v1/customers');
    expect([hidden.status, hidden.json.status, hidden.json.code]).toEqual([200, 429, 'Too_Many_Requests']);
  });

  test('truncate cuts the connection, at half or at any byte', async () => {
    await order('truncate');
    expect((await raw('GET', '/echo')).end).toBe('cut');
    await order('truncate:3');
    expect(await raw('GET', '/echo')).toMatchObject({ end: 'cut', bytes: '{"m' });
    await order('truncate:0');
    expect(await raw('GET', '/echo')).toMatchObject({ end: 'cut', bytes: '' });
  });

  test('short_json, html, big', async () => {
    await order('short_json:5');
    expect(await send(base(), 'GET', '/echo')).toMatchObject({ status: 200, text: '{"mes', json: null });
    await order('html:502');
    const html = await send(base(), 'GET', '/echo');
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html']);
    await order('big:300000');
    expect((await send(base(), 'GET', '/echo')).text.length).toBeGreaterThan(300_000);
  });

  test('slow drips', async () => {
    await order('slow:400');
    const seen = await raw('GET', '/echo');
    expect(seen.end).toBe('complete');
    expect(JSON.parse(seen.bytes).message).toBe('echo');
  });

  test('fields: unknown status, missing, retyped, extra; in a list too; never in refusals', async () => {
    const id = await createdId(base());
    await order('unknown_status');
    expect((await send(base(), 'GET', `/v1/customers/${id}`)).json.status).toBe('QUANTUM_REVIEW');
    await order('unknown_status:LIMBO');
    expect((await send(base(), 'GET', '/v1/customers')).json.customers[0].status).toBe('LIMBO');
    await order('missing_field');
    expect((await send(base(), 'GET', `/v1/customers/${id}`)).json).not.toHaveProperty('status');
    await order('missing_field:onboarding_url');
    expect((await link(base(), id)).json).not.toHaveProperty('onboarding_url');
    await order('missing_field');
    expect((await link(base(), id)).json).not.toHaveProperty('expires_at');
    await order('retype_field:customer_id');
    expect(typeof (await send(base(), 'GET', `/v1/customers/${id}`)).json.customer_id).toBe('object');
    await order('extra_field');
    expect((await send(base(), 'GET', `/v1/customers/${id}`)).json).toHaveProperty('unexpected_field');
    await order('missing_field:detail');
    expect((await send(base(), 'GET', '/v1/customers/none')).json.detail).toBe('Customer not found');
    expect((await send(base(), 'GET', `/v1/customers/${id}`)).json.status).toBe('INIT');
  });
});

describe('matching and counting', () => {
  test('method, beginning, glob, regular expression, times and skip', async () => {
    await order('status:500', { match: { method: 'post', path: '/v1/customers/*/onboarding_links' } });
    await order('status:501', { match: { path: 'regex:^/v1/customers$' }, times: 2, skip: 1 });
    await order('status:599', { match: { path: '/ech' } });
    const id = await createdId(base());
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await send(base(), 'GET', '/v1/customers')).status);
    expect(statuses).toEqual([200, 501, 501, 200]);
    expect((await link(base(), id)).status).toBe(500);
    expect((await link(base(), id)).status).toBe(201);
    expect((await send(base(), 'GET', '/echo')).status).toBe(599);
    expect((await control(base(), 'GET', '/faults')).json.faults).toEqual([]);
  });

  test('standing faults are listed, removed one by one or all', async () => {
    await order('status:500', { times: 3 });
    await order('webhook_drop', { match: { event: 'x' } });
    const { json } = await control(base(), 'GET', '/faults');
    expect(json.faults).toMatchObject([{ fault: 'status:500', times: 3, used: 0 }, { fault: 'webhook_drop' }]);
    expect((await control(base(), 'DELETE', `/faults/${json.faults[0].id}`)).status).toBe(200);
    expect((await control(base(), 'DELETE', '/faults/0')).status).toBe(404);
    await control(base(), 'DELETE', '/faults');
    expect((await control(base(), 'GET', '/faults')).json.faults).toEqual([]);
  });

  test.each([
    'nonsense',
    'status',
    'status:abc',
    'status:99',
    'slow',
    'slow:0',
    'timeout_after:3',
    'rate_limit:',
    'toString',
    'truncate:-1',
  ])('the fault %j is refused with the list of known ones', async (fault) => {
    const { status, json } = await control(base(), 'POST', '/faults', { fault });
    expect(status).toBe(400);
    expect(json.error).toContain('timeout_before');
  });

  test('an unusable expression or order is refused', async () => {
    expect((await control(base(), 'POST', '/faults', { fault: 'html', match: { path: 'regex:(' } })).status).toBe(400);
    expect((await control(base(), 'POST', '/faults', { fault: 'html', times: 0 })).status).toBe(400);
    expect((await control(base(), 'POST', '/faults', { fault: 'html', match: { body: 'x' } })).status).toBe(400);
    expect((await plain(base(), 'POST', '/__emulator/faults', { body: '{' })).status).toBe(400);
  });

  test('the journal names the fault and shows no answer where none was meant', async () => {
    await control(base(), 'POST', '/reset');
    await order('timeout_before');
    await order('status_after:502');
    await raw('GET', '/echo', '', 200);
    await send(base(), 'GET', '/echo');
    const { json } = await control(base(), 'GET', '/requests');
    expect(json.requests).toMatchObject([
      { fault: 'timeout_before', answer: null, auth: 'not_checked' },
      { fault: 'status_after:502', auth: 'hmac' },
    ]);
  });
});
