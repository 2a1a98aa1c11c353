import { createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { CallOptions } from './client-core';
import { json, raw, refusal, reset, type Step, stall, startScriptedServer, text } from './testing/scripted-server';
import { setUpUpstream } from './testing/set-up-upstream';
import { background, CUSTOMER_ID, interactive, KEY, lightCustomer, type TestClient } from './testing/test-client';

const upstream = setUpUpstream();
const found = json(200, lightCustomer, { 'x-request-id': 'req_ok' });
const body = '{"email":"ops@acme.example","first_name":"Zoë","last_name":"Kim","customer_type":"Business"}';
const read = ({ client }: TestClient, options: CallOptions = interactive) => client.getCustomer(CUSTOMER_ID, options);
const create = ({ client }: TestClient, options: CallOptions = interactive) =>
  client.createLightweightCustomer({ idempotencyKey: KEY, body }, options);

describe('answers that cannot be used', () => {
  const good = JSON.stringify(lightCustomer);
  const unusable: [string, Step][] = [
    ['HTML', text(200, '<!doctype html><title>Maintenance</title>', { 'content-type': 'text/html' })],
    ['nothing', text(200, '')],
    ['a 204', text(204, '')],
    ['a number', text(200, '42')],
    ['null', text(200, 'null')],
    ['a list', json(200, [lightCustomer])],
    ['an empty object', json(200, {})],
    ['an id of another type', json(200, { ...lightCustomer, customer_id: 7 })],
    ['an error object', json(200, { code: 'Bad_Request', status: 400, detail: 'no' })],
    ['broken UTF-8', text(200, Buffer.from([0x22, 0xff, 0x22]))],
    ['deep nesting', text(200, '['.repeat(200_000))],
    ['gzip', text(200, Buffer.from('1f8b0800000000000003', 'hex'), { 'content-encoding': 'gzip' })],
    ['1 MB and more', text(200, JSON.stringify({ ...lightCustomer, pad: 'x'.repeat(1024 * 1024) }))],
  ];

  it.each(unusable)('%s: a read tries again', async (_what, step) => {
    const made = upstream.make();
    upstream.server.play(step, found);
    expect(await read(made)).toMatchObject({ ok: true });
    expect(upstream.server.received).toHaveLength(2);
  });

  it.each(unusable)('%s: a write is unknown and not repeated', async (_what, step) => {
    upstream.server.play(step);
    expect(await create(upstream.make())).toMatchObject({ error: { kind: 'outcome_unknown' } });
    expect(upstream.server.received).toHaveLength(1);
  });

  it('cut off at any byte: unknown for a write', async () => {
    const made = upstream.make();
    for (let length = 0; length < good.length; length += 7) {
      upstream.server.play(text(200, good.slice(0, length)));
      expect(await create(made)).toMatchObject({ error: { kind: 'outcome_unknown' } });
      expect(upstream.server.received).toHaveLength(1);
    }
  });

  it('cut off below the promised length at any byte: as if the network had failed', async () => {
    const head = `HTTP/1.1 201 Created\r\nContent-Length: ${Buffer.byteLength(good)}\r\n\r\n`;
    const whole = head + good;
    for (let length = 1; length < whole.length; length += 11) {
      const made = upstream.make();
      upstream.server.play(raw(whole.slice(0, length)));
      expect(await create(made)).toMatchObject({ error: { kind: 'outcome_unknown' } });
      expect(upstream.server.received).toHaveLength(3);
    }
  });

  it('of endless length are dropped at the cap', async () => {
    const made = upstream.make();
    let written = 0;
    upstream.server.play((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, 0x20);
      const pump = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
        response.once('drain', pump);
      };
      response.on('error', () => undefined);
      pump();
    });
    expect(await create(made)).toMatchObject({ error: { kind: 'outcome_unknown' } });
    // What the socket buffers may hold beyond the cap, not a gigabyte.
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it('about another customer are never taken for this one', async () => {
    upstream.server.play(json(200, { ...lightCustomer, customer_id: 'somebody-else' }));
    expect(await read(upstream.make())).toMatchObject({ error: { kind: 'unexpected_response' } });
  });

  it('never let upstream’s markup through', async () => {
    upstream.server.play(refusal(400, '<img src=x onerror=alert(1)>bad \u202eemail'));
    const failed = await read(upstream.make());
    expect(failed).toMatchObject({ error: { detail: 'bad email' } });
    upstream.server.play(text(502, '<html><h1>Bad gateway</h1></html>'));
    expect(JSON.stringify(await read(upstream.make()))).not.toContain('gateway');
  });

  it.each([301, 302, 303, 307, 308])('a %d is not followed', async (status) => {
    upstream.server.play(text(status, '', { location: `${upstream.server.origin}/elsewhere` }));
    expect(await read(upstream.make())).toMatchObject({ error: { kind: 'unexpected_response', httpStatus: status } });
    expect(upstream.server.received).toHaveLength(1);
  });
});

describe('connections that fail', () => {
  it('reset before the answer: a read tries again, a write too and stays unknown', async () => {
    upstream.server.play(reset, reset, found);
    expect(await read(upstream.make())).toMatchObject({ ok: true });
    upstream.server.play(reset);
    expect(await create(upstream.make())).toMatchObject({ error: { kind: 'outcome_unknown', retryable: true } });
    expect(upstream.server.received).toHaveLength(3);
  });

  it('refused: nothing was sent, and we know it', async () => {
    const closed = await startScriptedServer();
    await closed.close();
    const made = upstream.make({}, closed.origin);
    expect(await create(made)).toMatchObject({ error: { kind: 'upstream_unavailable', reason: 'network' } });
    expect(made.exchanges.map(({ outcome }) => outcome)).toEqual(['not_sent', 'not_sent', 'not_sent']);
  });

  it('never established in time: nothing was sent', async () => {
    const silent = await listenSilently();
    const { port } = silent.address() as { port: number };
    // TLS towards a server that never greets back: connected, but never ready to send.
    const made = upstream.make({ connectTimeoutMs: 20 }, `https://127.0.0.1:${port}`);
    expect(await create(made)).toMatchObject({ error: { kind: 'upstream_unavailable', reason: 'network' } });
    await new Promise((resolve) => silent.close(resolve));
  });

  it('once an attempt may have been carried out, no later refusal is completed it', async () => {
    const later: Step[] = [
      refusal(400, 'email already exists'),
      refusal(409, 'key used'),
      refusal(401, 'no'),
      refusal(404, 'no route'),
    ];
    for (const step of later) {
      upstream.server.play(reset, step);
      expect(await create(upstream.make())).toMatchObject({ error: { kind: 'outcome_unknown' } });
    }
    upstream.server.play(reset, refusal(429, 'Retry after 60s'));
    expect(await create(upstream.make())).toMatchObject({ error: { kind: 'outcome_unknown' } });
  });
});

function listenSilently(): Promise<Server> {
  return new Promise((resolve) => {
    const silent = createServer((socket) => socket.on('error', () => undefined).resume());
    silent.listen(0, '127.0.0.1', () => resolve(silent));
  });
}

describe('deadlines', () => {
  const cases: [string, string][] = [
    ['no answer at all', ''],
    ['half a header', 'HTTP/1.1 200 OK\r\nContent-'],
    ['one byte of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{'],
    ['one chunk of the body', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n'],
  ];

  it.each(cases)('hold with %s', async (_what, bytes) => {
    const made = upstream.make();
    upstream.server.play(stall(bytes, () => made.clock.advance(10_000)));
    expect(await read(made)).toMatchObject({ error: { kind: 'upstream_unavailable', reason: 'timeout' } });
    expect(upstream.server.received).toHaveLength(1);
    expect(made.clock.monotonic()).toBe(10_000);
    expect(made.clock.pendingTimers).toBe(0);
  });

  it.each(cases)('leave a write unknown with %s', async (_what, bytes) => {
    const made = upstream.make();
    upstream.server.play(stall(bytes, () => made.clock.advance(10_000)));
    expect(await create(made)).toMatchObject({ error: { kind: 'outcome_unknown' } });
  });

  it('cover all tries together', async () => {
    const made = upstream.make();
    upstream.server.play(
      text(503, ''),
      stall('', () => made.clock.advance(9500)),
    );
    expect(await read(made)).toMatchObject({ error: { reason: 'timeout' } });
    expect(made.clock.monotonic()).toBe(10_000);
  });

  it('are twice as long for a job, and a setting', async () => {
    const made = upstream.make({ timeoutMs: 3000 });
    upstream.server.play(stall('', () => made.clock.advance(6000)));
    expect(await read(made, background)).toMatchObject({ error: { reason: 'timeout' } });
    expect(made.clock.monotonic()).toBe(6000);
  });
});
