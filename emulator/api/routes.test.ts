import { describe, expect, test } from 'vitest';
import { control, create, createdId, FIRST, link, plain, send } from '../testing/client';
import { sharedEmulator, startEmulator } from '../testing/start';

const base = sharedEmulator();

describe('what is not there', () => {
  const documented: [string, string][] = [
    ['PUT', '/v1/customers/x'],
    ['POST', '/v1/customers'],
    ['POST', '/v1/customers/tos_links'],
    ['GET', '/v1/customers/x/associated_persons'],
    ['DELETE', '/v1/customers/x/associated_persons/y'],
    ['POST', '/v1/customers/x/simulate-transactions'],
    ['POST', '/v1/individuals/applications'],
    ['GET', '/v1/webhooks'],
    ['GET', '/v1/transactions'],
  ];
  test.each(documented)('%s %s is "not emulated", in the envelope', async (method, path) => {
    const { status, json, headers } = await send(base(), method, path);
    expect(status).toBe(404);
    expect(json).toEqual({
      code: 'Not_Found',
      status: 404,
      detail: `Route not found: ${method} ${path} is not emulated`,
      instance: path,
    });
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('x-request-id')).toBeTruthy();
  });

  test.each([
    '/v1',
    '/v1/',
    '/v1/nonsense',
    '/v1/customers/x/onboarding_links/y',
    '/v1/customers//onboarding_links',
    '/v1/%E0%A4%A',
    '/v1?x',
    '/echo/x',
  ])('%s is refused in the envelope, never as HTML', async (path) => {
    const reply = await plain(base(), 'GET', path, { headers: { authorization: `Bearer ${FIRST.accessKey}` } });
    expect(reply.status).toBe(404);
    expect(reply.json).toMatchObject({ code: 'Not_Found', status: 404 });
  });

  test('HEAD, OPTIONS and PATCH are refused in the envelope too', async () => {
    const head = await send(base(), 'HEAD', '/v1/customers');
    expect([head.status, head.text]).toEqual([404, '']);
    for (const method of ['OPTIONS', 'PATCH']) expect((await send(base(), method, '/v1/customers')).status).toBe(404);
  });
});

test('echo answers both verbs and wants credentials and a message', async () => {
  const got = await send(base(), 'GET', '/echo');
  expect(got.json).toEqual({ message: expect.any(String), timestamp: expect.any(String) });
  expect((await send(base(), 'POST', '/echo', { body: { message: 'höi' } })).json.message).toBe('höi');
  expect((await send(base(), 'POST', '/echo', { body: {} })).status).toBe(422);
  expect((await plain(base(), 'GET', '/echo')).status).toBe(401);
});

test('one generation of paths can be left', async () => {
  const newest = await startEmulator({ settings: { paths: 'newest' } });
  const id = await createdId(newest.url);
  expect((await send(newest.url, 'GET', `/v1/customers/hosted/${id}`)).json.detail).toContain('Route not found');
  expect(
    (await send(newest.url, 'POST', '/v1/customers/onboarding/grants', { body: { customer_id: id } })).status,
  ).toBe(404);
  expect((await link(newest.url, id)).status).toBe(201);

  const legacy = await startEmulator({ settings: { paths: 'legacy' } });
  expect((await create(legacy.url)).status).toBe(404);
  const made = await send(legacy.url, 'POST', '/v1/customers/hosted', {
    body: { email: 'a@b.example', first_name: 'A', last_name: 'B', customer_type: 'Business' },
    headers: { 'idempotency-key': '6f1c1f0e-8a54-4f0b-9d0c-2b1d7c3a9e10' },
  });
  expect(made.status).toBe(201);
  expect((await link(legacy.url, made.json.customer_id)).status).toBe(404);
  expect((await send(legacy.url, 'GET', `/v1/customers/${made.json.customer_id}`)).status).toBe(404);
  expect((await send(legacy.url, 'GET', `/v1/customers/hosted/${made.json.customer_id}`)).status).toBe(200);
});

describe('rate limit', () => {
  const rateLimit = { perSecond: 1, burst: 2 };

  test('a real 429 with both hints, per key, that recovers with the clock', async () => {
    const { url } = await startEmulator({ settings: { rateLimit } });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await send(url, 'GET', '/v1/customers')).status);
    expect(statuses).toEqual([200, 200, 429]);
    const limited = await send(url, 'GET', '/v1/customers');
    expect(limited.json).toEqual({
      code: 'Too_Many_Requests',
      status: 429,
      detail: 'Rate limit exceeded. Retry after 1s.',
      instance: '/v1/customers',
    });
    expect(limited.headers.get('retry-after')).toBe('1');
    await control(url, 'POST', '/clock', { advanceSeconds: 1 });
    expect((await send(url, 'GET', '/v1/customers')).status).toBe(200);
  });

  test('the same hidden in a 200', async () => {
    const { url } = await startEmulator({ settings: { rateLimit: { ...rateLimit, burst: 1, form: 'in_200' } } });
    await send(url, 'GET', '/v1/customers');
    const limited = await send(url, 'GET', '/v1/customers');
    expect(limited.status).toBe(200);
    expect(limited.json).toMatchObject({
      code: 'Too_Many_Requests',
      status: 429,
      detail: 'Rate limit exceeded. Retry after 1s.',
    });
  });
});

describe('webhook registration', () => {
  const id = '0b0b0b0b-1111-4222-8333-444444444444';
  const body = { callback_url: 'https://portal.example/api/webhooks', memo: 'portal' };

  test('answers the registration; the same external id answers it again', async () => {
    const made = await send(base(), 'POST', '/v1/webhooks', { body, headers: { 'x-external-id': id } });
    expect(made.status).toBe(201);
    expect(made.json).toEqual({
      webhook_id: expect.any(String),
      ...body,
      created_at: expect.any(String),
      modified_at: expect.any(String),
    });
    expect((await send(base(), 'POST', '/v1/webhooks', { body, headers: { 'x-external-id': id } })).json).toEqual(
      made.json,
    );
  });

  test('needs an external id and a usable address', async () => {
    expect((await send(base(), 'POST', '/v1/webhooks', { body })).status).toBe(400);
    expect((await send(base(), 'POST', '/v1/webhooks', { body, headers: { 'x-external-id': 'x' } })).status).toBe(400);
    const headers = { 'x-external-id': id };
    expect((await send(base(), 'POST', '/v1/webhooks', { body: {}, headers })).status).toBe(422);
    expect(
      (await send(base(), 'POST', '/v1/webhooks', { body: { callback_url: 'ftp://x.example' }, headers })).status,
    ).toBe(422);
    expect((await send(base(), 'POST', '/v1/webhooks', { body: { ...body, secret: 'x' }, headers })).status).toBe(422);
  });
});
