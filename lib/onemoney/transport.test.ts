import { describe, expect, it } from 'vitest';
import type { CallOptions } from './client-core';
import { verifyIndependently } from './testing/independent-verifier';
import { json, refusal, reset, type Step, stall, text } from './testing/scripted-server';
import { setUpUpstream } from './testing/set-up-upstream';
import {
  ACCESS_KEY,
  background,
  CUSTOMER_ID,
  interactive,
  KEY,
  lightCustomer,
  SECRET_KEY,
  type TestClient,
} from './testing/test-client';
import { backoffMs } from './transport';

const upstream = setUpUpstream();
const found = json(200, lightCustomer, { 'x-request-id': 'req_ok' });
/** The manual clock’s own, so that a 401 is not about time. */
const SAME_TIME = 'Sun, 01 Mar 2026 12:00:00 GMT';
const body = '{"email":"ops@acme.example","first_name":"Zoë","last_name":"Kim","customer_type":"Business"}';
const read = ({ client }: TestClient, options: CallOptions = interactive) => client.getCustomer(CUSTOMER_ID, options);
const create = ({ client }: TestClient, options: CallOptions = interactive) =>
  client.createLightweightCustomer({ idempotencyKey: KEY, body }, options);

describe('what is sent', () => {
  it('is signed over the exact bytes, with the key of the operation, and nothing more', async () => {
    const made = upstream.make();
    upstream.server.play(json(201, lightCustomer));
    expect(await create(made)).toMatchObject({ ok: true, value: { upstreamId: CUSTOMER_ID } });
    const [request] = upstream.server.received;
    expect(request?.body.toString('utf8')).toBe(body);
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': KEY });
    expect(await isSigned(0)).toBe(true);
  });

  it('signs a read without its query and sends no content type', async () => {
    const made = upstream.make();
    upstream.server.play(json(200, lightCustomer));
    await made.client.findByIdempotencyKey(KEY, interactive);
    expect(upstream.server.received[0]?.url).toBe(`/v1/customers/lightweight?idempotency_key=${KEY}`);
    expect(upstream.server.received[0]?.headers['content-type']).toBeUndefined();
    expect(upstream.server.received[0]?.headers['idempotency-key']).toBeUndefined();
    expect(await isSigned(0)).toBe(true);
  });

  it('can be bearer', async () => {
    const made = upstream.make({ auth: 'bearer', secretKey: null });
    upstream.server.play(found);
    expect(await read(made)).toMatchObject({ ok: true });
    expect(upstream.server.received[0]?.headers.authorization).toBe(`Bearer ${ACCESS_KEY}`);
  });

  it('is reported without query values, bodies or secrets', async () => {
    const made = upstream.make();
    upstream.server.play(json(201, lightCustomer, { 'x-request-id': 'req_1' }), json(200, lightCustomer));
    await create(made);
    await made.client.findByIdempotencyKey(KEY, background);
    expect(made.exchanges).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/v1/customers/lightweight',
        status: 201,
        requestId: 'req_1',
        outcome: 'ok',
        attempt: 1,
        priority: 'interactive',
      }),
      expect.objectContaining({
        method: 'GET',
        path: '/v1/customers/lightweight?idempotency_key',
        requestId: null,
        priority: 'background',
      }),
    ]);
    for (const canary of [KEY, SECRET_KEY, ACCESS_KEY, 'acme'])
      expect(JSON.stringify(made.exchanges)).not.toContain(canary);
  });

  it('survives an observer that throws', async () => {
    const made = upstream.make({
      onExchange: () => {
        throw new Error('observer');
      },
    });
    upstream.server.play(found);
    expect(await read(made)).toMatchObject({ ok: true });
  });
});

async function isSigned(index: number): Promise<boolean> {
  const request = upstream.server.received[index];
  if (request === undefined) return false;
  const { authorization = '', 'x-om-date': date } = request.headers;
  return verifyIndependently({
    headers: { authorization, 'x-om-date': String(date) },
    accessKey: ACCESS_KEY,
    secret: Buffer.from(SECRET_KEY, 'base64url'),
    method: request.method,
    path: request.path,
    body: request.body,
  });
}

describe('each status of a read', () => {
  const expected: [number, object, number][] = [
    [301, { kind: 'unexpected_response', httpStatus: 301 }, 1],
    [400, { kind: 'upstream_rejected', httpStatus: 400, retryable: false }, 1],
    [401, { kind: 'upstream_unavailable', reason: 'credentials', retryable: false }, 1],
    [402, { kind: 'upstream_rejected', httpStatus: 402 }, 1],
    [403, { kind: 'upstream_rejected', httpStatus: 403 }, 1],
    [408, { kind: 'upstream_rejected', httpStatus: 408 }, 1],
    [409, { kind: 'upstream_rejected', httpStatus: 409 }, 1],
    [418, { kind: 'upstream_rejected', httpStatus: 418 }, 1],
    [422, { kind: 'upstream_rejected', httpStatus: 422 }, 1],
    [429, { kind: 'rate_limited', by: 'upstream', retryable: true }, 7],
    [500, { kind: 'upstream_unavailable', reason: 'http', httpStatus: 500 }, 1],
    [501, { kind: 'upstream_unavailable', reason: 'http', httpStatus: 501 }, 1],
    [502, { kind: 'upstream_unavailable', reason: 'http', httpStatus: 502 }, 3],
    [503, { kind: 'upstream_unavailable', reason: 'http', httpStatus: 503 }, 3],
    [504, { kind: 'upstream_unavailable', reason: 'http', httpStatus: 504 }, 3],
  ];
  it.each(expected)('%d', async (status, error, tries) => {
    const made = upstream.make();
    upstream.server.play(refusal(status, 'customer is not well', { 'x-request-id': 'req_9', date: SAME_TIME }));
    expect(await read(made)).toEqual({ ok: false, error: expect.objectContaining({ ...error, requestId: 'req_9' }) });
    expect(upstream.server.received).toHaveLength(tries);
  });

  it('404 about the customer is "not found"', async () => {
    upstream.server.play(refusal(404, 'Customer not found'));
    expect(await read(upstream.make())).toMatchObject({ error: { kind: 'not_found', detail: 'Customer not found' } });
    expect(upstream.server.received).toHaveLength(1);
  });
});

describe('each status of a write', () => {
  const expected: [number, object, number][] = [
    [302, { kind: 'outcome_unknown' }, 1],
    [400, { kind: 'upstream_rejected', httpStatus: 400 }, 1],
    [401, { kind: 'upstream_unavailable', reason: 'credentials' }, 1],
    [403, { kind: 'upstream_rejected', httpStatus: 403 }, 1],
    [409, { kind: 'conflict', reason: 'idempotency_key' }, 1],
    [422, { kind: 'upstream_rejected', httpStatus: 422 }, 1],
    [429, { kind: 'rate_limited', by: 'upstream' }, 7],
    [500, { kind: 'outcome_unknown', httpStatus: 500 }, 1],
    [502, { kind: 'outcome_unknown', httpStatus: 502 }, 3],
    [503, { kind: 'outcome_unknown', httpStatus: 503 }, 3],
    [504, { kind: 'outcome_unknown', httpStatus: 504 }, 3],
  ];
  it.each(expected)('%d', async (status, error, tries) => {
    upstream.server.play(refusal(status, 'no', { 'x-request-id': 'req_9', date: SAME_TIME }));
    expect(await create(upstream.make())).toEqual({
      ok: false,
      error: expect.objectContaining({ ...error, requestId: 'req_9' }),
    });
    expect(upstream.server.received).toHaveLength(tries);
  });
});

describe('tries', () => {
  it('are three for a person, half a second and a second apart at most', async () => {
    const made = upstream.make();
    upstream.server.play(text(503, ''));
    await read(made);
    expect(upstream.server.received).toHaveLength(3);
    expect(made.clock.sleeps).toEqual([500, 1000]);
    expect(made.exchanges.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
  });

  it('go on for a job until its 20 s would be over', async () => {
    const made = upstream.make();
    upstream.server.play(text(503, ''), text(503, ''), text(503, ''), text(503, ''), found);
    expect(await read(made, background)).toMatchObject({ ok: true });
    expect(made.clock.sleeps).toEqual([500, 1000, 2000, 4000]);
    const hopeless = upstream.make({ random: () => 0 });
    upstream.server.play(refusal(429, 'no'));
    await read(hopeless, background);
    expect(hopeless.clock.sleeps).toEqual([250, 500, 1000, 2000, 4000, 8000]);
  });

  it('are twelve at most', async () => {
    const made = upstream.make({ timeoutMs: 120_000_000 });
    upstream.server.play(refusal(429, 'no'));
    await read(made, background);
    expect(upstream.server.received).toHaveLength(12);
    expect(made.clock.sleeps.slice(-4)).toEqual([60_000, 60_000, 60_000, 60_000]);
  });

  it('back off by half a second doubling to a minute, of which 50 to 100 % are used', () => {
    const all = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(all.map((attempt) => backoffMs(attempt, () => 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000, 60_000,
    ]);
    expect(all.map((attempt) => backoffMs(attempt, () => 0))).toEqual(
      all.map((attempt) => backoffMs(attempt, () => 1) / 2),
    );
  });

  it('send the same key and the same bytes under a fresh signature', async () => {
    const made = upstream.make();
    upstream.server.play(reset, text(502, 'bad gateway'), json(201, lightCustomer));
    expect(await create(made)).toMatchObject({ ok: true });
    expect(upstream.server.received.map(({ headers }) => headers['idempotency-key'])).toEqual([KEY, KEY, KEY]);
    expect(new Set(upstream.server.received.map((request) => request.body.toString('hex'))).size).toBe(1);
    // 12:00:00.0, .5 and 1.5 s later; stamps are whole seconds.
    expect(upstream.server.received.map(({ headers }) => headers['x-om-date'])).toEqual([
      '20260301T120000Z',
      '20260301T120000Z',
      '20260301T120001Z',
    ]);
    for (const index of [0, 1, 2]) expect(await isSigned(index)).toBe(true);
  });

  it('stop when the caller gives up', async () => {
    const controller = new AbortController();
    const made = upstream.make();
    upstream.server.play((request, response) => {
      controller.abort();
      text(503, '')(request, response);
    });
    expect(await read(made, { ...interactive, signal: controller.signal })).toMatchObject({ ok: false });
    expect(upstream.server.received).toHaveLength(1);
    expect(await create(made, { ...interactive, signal: controller.signal })).toMatchObject({
      error: { kind: 'upstream_unavailable' },
    });
    expect(upstream.server.received).toHaveLength(1);
  });
});

describe('rate limits', () => {
  const hidden = (detail: string): Step => json(200, { code: 'Too_Many_Requests', status: 429, detail });

  it.each([
    ['a header in seconds', refusal(429, 'slow down', { 'retry-after': '4' }), 4000],
    ['a header with a date', refusal(429, 'slow down', { 'retry-after': 'Sun, 01 Mar 2026 12:00:04 GMT' }), 4000],
    ['the detail', refusal(429, 'Rate limit exceeded. Retry after 4s.'), 4000],
    ['a 200', hidden('Rate limit exceeded. Retry after 4s.'), 4000],
    ['the longer of both', refusal(429, 'Retry after 4s.', { 'retry-after': '2' }), 4000],
    ['zero', refusal(429, 'x', { 'retry-after': '0' }), 500],
    ['a negative number', refusal(429, 'x', { 'retry-after': '-3' }), 500],
    ['nonsense', refusal(429, 'x', { 'retry-after': 'soon' }), 500],
    ['nothing', text(429, '<html>'), 500],
  ])('are waited for as told by %s', async (_by, step, ms) => {
    const made = upstream.make();
    upstream.server.play(step, found);
    expect(await read(made)).toMatchObject({ ok: true });
    expect(made.clock.sleeps).toEqual([ms]);
  });

  it.each([
    ['30', 30_000],
    ['1e9', 120_000],
    ['1000000000', 120_000],
  ])('beyond the deadline (%s) answer at once, with the wait', async (header, retryAfterMs) => {
    const made = upstream.make();
    upstream.server.play(refusal(429, 'x', { 'retry-after': header }));
    expect(await create(made)).toMatchObject({ error: { kind: 'rate_limited', retryAfterMs } });
    expect(upstream.server.received).toHaveLength(1);
    expect(made.clock.sleeps).toEqual([]);
  });

  it('inside a 200 never become a customer, and are reported', async () => {
    const made = upstream.make();
    upstream.server.play(hidden('Retry after 60s'));
    expect(await create(made)).toMatchObject({ error: { kind: 'rate_limited', retryAfterMs: 60_000 } });
    expect(made.tolerances).toEqual(['throttle_inside_200']);
    expect(made.exchanges[0]).toMatchObject({ status: 200, outcome: 'throttled' });
  });

  it('keep a person in line until the deadline, however often another program was faster', async () => {
    const made = upstream.make();
    const busy = refusal(429, 'slow down', { 'retry-after': '1' });
    upstream.server.play(busy, busy, busy, busy, busy, found);
    expect(await read(made)).toMatchObject({ ok: true });
    expect(upstream.server.received).toHaveLength(6);
    expect(made.clock.sleeps).toEqual([1000, 1000, 2000, 2000, 2000]);
  });

  it('use up none of the tries that failures have', async () => {
    const made = upstream.make();
    const busy = refusal(429, 'slow down');
    upstream.server.play(busy, text(503, ''), busy, text(503, ''), busy, text(503, ''));
    expect(await read(made)).toMatchObject({ error: { kind: 'upstream_unavailable', httpStatus: 503 } });
    expect(upstream.server.received).toHaveLength(6);
  });

  it('do not open the breaker', async () => {
    const made = upstream.make();
    upstream.server.play(refusal(429, 'Retry after 60s'));
    for (let index = 0; index < 20; index += 1) await read(made);
    expect(made.client.health().breaker).toBe('closed');
  });

  it('of our own budget are "not sent"', async () => {
    const made = upstream.make({ requestsPerSecond: 0.001, burst: 1 });
    upstream.server.play(found);
    await read(made);
    const second = create(made);
    made.clock.advance(10_000);
    expect(await second).toMatchObject({ error: { kind: 'rate_limited', by: 'upstream' } });
    expect(upstream.server.received).toHaveLength(1);
  });

  it('pause jobs, not people', async () => {
    const made = upstream.make();
    upstream.server.play(refusal(429, 'x', { 'retry-after': '15' }), found);
    await read(made);
    const job = read(made, background);
    expect(await read(made)).toMatchObject({ ok: true });
    expect(upstream.server.received).toHaveLength(2);
    made.clock.advance(15_000);
    expect(await job).toMatchObject({ ok: true });
  });
});

describe('a clock that is off', () => {
  const unauthorized = (date: string) => refusal(401, 'Request is too old', { date });

  it.each([
    ['2 h behind', 'Sun, 01 Mar 2026 14:00:00 GMT', '20260301T140000Z', 7_200_000],
    ['2 h ahead', 'Sun, 01 Mar 2026 10:00:00 GMT', '20260301T100000Z', -7_200_000],
  ])('%s is corrected once, with the same key and bytes', async (_how, date, stamp, offsetMs) => {
    const made = upstream.make();
    upstream.server.play(unauthorized(date), json(201, lightCustomer));
    expect(await create(made)).toMatchObject({ ok: true });
    expect(upstream.server.received.map(({ headers }) => headers['x-om-date'])).toEqual(['20260301T120000Z', stamp]);
    expect(upstream.server.received.map(({ headers }) => headers['idempotency-key'])).toEqual([KEY, KEY]);
    expect(upstream.server.received.map((request) => request.body.toString('utf8'))).toEqual([body, body]);
    expect(await isSigned(1)).toBe(true);
    expect(made.tolerances).toEqual(['clock_corrected']);
    expect(made.client.health().clockOffsetMs).toBe(offsetMs);
    expect(made.clock.sleeps).toEqual([]);
    upstream.server.play(found);
    await read(made);
    expect(upstream.server.received[0]?.headers['x-om-date']).toBe(stamp);
  });

  it('is not blamed twice for the same refusal', async () => {
    upstream.server.play(unauthorized('Sun, 01 Mar 2026 14:00:00 GMT'));
    expect(await read(upstream.make())).toMatchObject({
      error: { kind: 'upstream_unavailable', reason: 'credentials' },
    });
    expect(upstream.server.received).toHaveLength(2);
  });

  it.each(['Sun, 01 Mar 2026 12:00:04 GMT', 'nonsense', ''])('is not blamed when the Date is %j', async (date) => {
    const made = upstream.make();
    upstream.server.play(unauthorized(date));
    await read(made);
    expect(upstream.server.received).toHaveLength(1);
    expect(made.tolerances).toEqual([]);
  });

  it('is corrected back after it was set right', async () => {
    const made = upstream.make();
    upstream.server.play(
      unauthorized('Sun, 01 Mar 2026 14:00:00 GMT'),
      found,
      unauthorized('Sun, 01 Mar 2026 12:00:00 GMT'),
      found,
    );
    await read(made);
    expect(await read(made)).toMatchObject({ ok: true });
    expect(made.client.health().clockOffsetMs).toBe(0);
  });
});

describe('the breaker in the client', () => {
  it('answers at once after five failures, lets one call try after 30 s, and closes on success', async () => {
    const made = upstream.make();
    upstream.server.play(text(503, ''));
    await read(made);
    await read(made);
    expect(upstream.server.received).toHaveLength(5);
    expect(made.client.health().breaker).toBe('open');
    expect(await create(made)).toMatchObject({ error: { kind: 'upstream_unavailable', reason: 'breaker' } });
    expect(upstream.server.received).toHaveLength(5);
    made.clock.advance(30_000);
    upstream.server.play(found);
    expect(await read(made)).toMatchObject({ ok: true });
    expect(made.client.health().breaker).toBe('closed');
  });

  it('does not make a call wait for the budget only to be turned away', async () => {
    const made = upstream.make({ requestsPerSecond: 0.001, burst: 5 });
    upstream.server.play(text(503, ''));
    await read(made);
    await read(made);
    // The clock stands still: a call that waited would never end.
    expect(await read(made)).toMatchObject({ error: { reason: 'breaker' } });
  });

  it('opening between two tries does not make a sent write "not sent"', async () => {
    const made = upstream.make();
    upstream.server.play(text(503, ''));
    await read(made);
    upstream.server.play(reset);
    expect(await create(made)).toMatchObject({ error: { kind: 'outcome_unknown' } });
    expect(upstream.server.received).toHaveLength(2);
  });

  it('does not open for refusals, not even a 500', async () => {
    const made = upstream.make();
    for (const status of [400, 401, 403, 404, 409, 422, 500, 500, 500, 500, 500, 500]) {
      upstream.server.play(refusal(status, 'customer says no'));
      await read(made);
    }
    expect(made.client.health().breaker).toBe('closed');
  });

  it('does not count a caller who gave up', async () => {
    const made = upstream.make();
    for (let index = 0; index < 6; index += 1) {
      const controller = new AbortController();
      upstream.server.play(stall('', () => controller.abort()));
      await read(made, { ...interactive, signal: controller.signal });
    }
    expect(made.client.health().breaker).toBe('closed');
  });
});
