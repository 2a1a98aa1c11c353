import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { control, FIRST, plain, SECOND, send } from '../testing/client';
import { sharedEmulator, startEmulator } from '../testing/start';
import { toStringToSign, toTimestamp } from './signing';

const base = sharedEmulator();

async function refusalOf(headers: Record<string, string>): Promise<{ detail: string; verdict: string }> {
  const reply = await plain(base(), 'GET', '/v1/customers', { headers });
  expect(reply.status).toBe(401);
  expect(reply.json).toMatchObject({ code: 'Unauthorized', status: 401, instance: '/v1/customers' });
  expect(reply.headers.get('x-request-id')).toBeTruthy();
  const requestId = reply.headers.get('x-request-id');
  const { json } = await control(base(), 'GET', '/requests');
  const entry = json.requests.find((request: { requestId: string }) => request.requestId === requestId);
  return { detail: reply.json.detail, verdict: entry.auth };
}

describe('who may call', () => {
  test('a correct signature passes, whatever the query', async () => {
    expect((await send(base(), 'GET', '/v1/customers?page=1&size=2&kyb_status=approved')).status).toBe(200);
  });

  test('the access key alone passes as Bearer, with or without X-OM-Date', async () => {
    const authorization = `Bearer ${FIRST.accessKey}`;
    expect((await plain(base(), 'GET', '/v1/customers', { headers: { authorization } })).status).toBe(200);
    const dated = { authorization, 'x-om-date': '20200101T000000Z' };
    expect((await plain(base(), 'GET', '/v1/customers', { headers: dated })).status).toBe(200);
  });

  test('no credentials, an unknown scheme, unknown keys and half a header are refused', async () => {
    expect(await refusalOf({})).toMatchObject({ verdict: 'missing' });
    expect(await refusalOf({ authorization: 'Basic YTpi' })).toMatchObject({ verdict: 'malformed' });
    expect(await refusalOf({ authorization: 'Bearer nobody' })).toMatchObject({ verdict: 'unknown_key' });
    expect(await refusalOf({ authorization: 'OneMoney-HMAC-SHA256 a:b' })).toMatchObject({ verdict: 'malformed' });
    const timestamp = toTimestamp(Date.now());
    const stranger = `OneMoney-HMAC-SHA256 nobody:${timestamp}:${'0'.repeat(64)}`;
    expect(await refusalOf({ authorization: stranger, 'x-om-date': timestamp })).toMatchObject({
      verdict: 'unknown_key',
    });
  });

  test('a timestamp must be basic format and equal to X-OM-Date', async () => {
    const timestamp = toTimestamp(Date.now());
    const authorization = `OneMoney-HMAC-SHA256 ${FIRST.accessKey}:${timestamp}:${'0'.repeat(64)}`;
    expect(await refusalOf({ authorization })).toMatchObject({ verdict: 'date_mismatch' });
    const other = toTimestamp(Date.now() - 1000);
    expect(await refusalOf({ authorization, 'x-om-date': other })).toMatchObject({ verdict: 'date_mismatch' });
    const extended = `OneMoney-HMAC-SHA256 ${FIRST.accessKey}:2026-01-15:${'0'.repeat(64)}`;
    expect(await refusalOf({ authorization: extended, 'x-om-date': '2026-01-15' })).toMatchObject({
      verdict: 'malformed',
    });
  });

  test('a clock more than five minutes off is refused in both directions, and told the server time', async () => {
    for (const offsetMs of [-301_500, 301_500]) {
      const reply = await send(base(), 'GET', '/v1/customers', { at: Date.now() + offsetMs });
      expect(reply.status).toBe(401);
      expect(reply.json.detail).toMatch(/away from server time \d{8}T\d{6}Z/);
    }
    for (const offsetMs of [-290_000, 290_000]) {
      expect((await send(base(), 'GET', '/v1/customers', { at: Date.now() + offsetMs })).status).toBe(200);
    }
  });

  test('the usual mistakes are named', async () => {
    const timestamp = toTimestamp(Date.now());
    const signed = {
      accessKey: FIRST.accessKey,
      timestamp,
      method: 'GET',
      path: '/v1/customers',
      body: Buffer.alloc(0),
    };
    const asText = createHmac('sha256', FIRST.secretKey).update(toStringToSign(signed)).digest('hex');
    const mistake = await refusalOf({
      authorization: `OneMoney-HMAC-SHA256 ${FIRST.accessKey}:${timestamp}:${asText}`,
      'x-om-date': timestamp,
    });
    expect(mistake).toMatchObject({
      verdict: 'bad_signature',
      detail: expect.stringContaining('decode it from base64url'),
    });

    const secret = Buffer.from(FIRST.secretKey, 'base64url');
    const withQuery = createHmac('sha256', secret)
      .update(toStringToSign({ ...signed, path: '/v1/customers?page=1' }))
      .digest('hex');
    const headers = {
      authorization: `OneMoney-HMAC-SHA256 ${FIRST.accessKey}:${timestamp}:${withQuery}`,
      'x-om-date': timestamp,
    };
    const reply = await plain(base(), 'GET', '/v1/customers?page=1', { headers });
    expect(reply.json.detail).toContain('the query was signed');
  });

  test("another entity's secret does not verify", async () => {
    const reply = await send(base(), 'GET', '/v1/customers', { keys: { ...FIRST, secretKey: SECOND.secretKey } });
    expect(reply.status).toBe(401);
    expect(reply.json.detail).toContain('Signature does not match');
  });

  test('a changed body does not verify', async () => {
    const timestamp = toTimestamp(Date.now());
    const reply = await send(base(), 'POST', '/echo', { body: { message: 'a' } });
    expect(reply.json).toMatchObject({ message: 'a' });
    const other = await send(base(), 'POST', '/echo', {
      body: '{"message":"b"}',
      headers: {
        'x-om-date': timestamp,
        authorization: `OneMoney-HMAC-SHA256 ${FIRST.accessKey}:${timestamp}:${'a'.repeat(64)}`,
      },
    });
    expect(other.status).toBe(401);
  });
});

test('each scheme can be switched off', async () => {
  const hmacOnly = await startEmulator({ settings: { authSchemes: 'hmac' } });
  const bearer = { headers: { authorization: `Bearer ${FIRST.accessKey}` } };
  expect((await plain(hmacOnly.url, 'GET', '/v1/customers', bearer)).status).toBe(401);
  expect((await send(hmacOnly.url, 'GET', '/v1/customers')).status).toBe(200);
  const bearerOnly = await startEmulator({ settings: { authSchemes: 'bearer' } });
  expect((await plain(bearerOnly.url, 'GET', '/v1/customers', bearer)).status).toBe(200);
  expect((await send(bearerOnly.url, 'GET', '/v1/customers')).status).toBe(401);
});

test('advancing the clock locks no one out, a skewed server clock does, and says so in Date', async () => {
  const { url } = await startEmulator();
  await control(url, 'POST', '/clock', { advanceSeconds: 7200 });
  expect((await send(url, 'GET', '/v1/customers')).status).toBe(200);

  await control(url, 'PATCH', '/settings', { clockSkewSeconds: 3600 });
  const refused = await send(url, 'GET', '/v1/customers');
  expect(refused.status).toBe(401);
  const serverTime = Date.parse(refused.headers.get('date') ?? '');
  expect(serverTime - Date.now()).toBeGreaterThan(3_500_000);
  expect((await send(url, 'GET', '/v1/customers', { at: serverTime })).status).toBe(200);

  await control(url, 'PATCH', '/settings', { clockSkewSeconds: 0, doesClockMoveSignatures: true });
  expect((await send(url, 'GET', '/v1/customers')).status).toBe(401);
});

test('a rotated key stops the old secret and takes the new one', async () => {
  const { url } = await startEmulator();
  const secretKey = 'bmV3LXNlY3JldC1tYWRlLXVw';
  const entities = [{ id: 'entity_1', name: 'First', accessKey: FIRST.accessKey, secretKey }];
  expect((await control(url, 'PATCH', '/settings', { entities })).status).toBe(200);
  expect((await send(url, 'GET', '/v1/customers')).status).toBe(401);
  expect((await send(url, 'GET', '/v1/customers', { keys: { ...FIRST, secretKey } })).status).toBe(200);
});
