import { describe, expect, it } from 'vitest';
import { verifyIndependently } from './testing/independent-verifier';
import { json, type Received, refusal, reset, type Step } from './testing/scripted-server';
import { setUpUpstream } from './testing/set-up-upstream';
import { ACCESS_KEY, CUSTOMER_ID, interactive, KEY, lightCustomer, SECRET_KEY } from './testing/test-client';

const upstream = setUpUpstream();
const NEXT = { accessKey: 'ak_test_next', secretKey: 'bmV4dC1rZXktbWFkZS11cC1mb3ItdGVzdHMtb25seQ' };
const SECRETS: Readonly<Record<string, string>> = { [ACCESS_KEY]: SECRET_KEY, [NEXT.accessKey]: NEXT.secretKey };
const SAME_TIME = { date: 'Sun, 01 Mar 2026 12:00:00 GMT' };
const body = '{"email":"ops@acme.example","first_name":"Zoë","last_name":"Kim","customer_type":"Business"}';

function signerOf({ headers }: Received): string {
  return /HMAC-SHA256 ([^:]+):/.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** Accepts requests signed with one of these keys; answers all others with a 401 and the time. */
function admitting(...keys: readonly string[]): Step {
  return (request, response) => {
    const isKnown = keys.includes(signerOf(request));
    const reply = isKnown ? json(200, lightCustomer, SAME_TIME) : refusal(401, 'Unknown access key', SAME_TIME);
    reply(request, response);
  };
}

function make() {
  const changes: string[] = [];
  const made = upstream.make({ nextKeys: NEXT, onKeyPairChange: (place) => changes.push(place) });
  const create = () => made.client.createLightweightCustomer({ idempotencyKey: KEY, body }, interactive);
  return { ...made, changes, create, read: () => made.client.getCustomer(CUSTOMER_ID, interactive) };
}

const signers = () => upstream.server.received.map(signerOf);

describe('two key pairs', () => {
  it('sign with the first while upstream takes it', async () => {
    const { read, client, changes } = make();
    upstream.server.play(admitting(ACCESS_KEY, NEXT.accessKey));
    expect(await read()).toMatchObject({ ok: true });
    expect(signers()).toEqual([ACCESS_KEY]);
    expect(client.health().keyPair).toBe('first');
    expect(changes).toEqual([]);
  });

  it('go over to the second after a 401, with the same key and bytes, and stay there', async () => {
    const { create, read, client, changes, exchanges, tolerances } = make();
    upstream.server.play(admitting(NEXT.accessKey));
    expect(await create()).toMatchObject({ ok: true });
    expect(signers()).toEqual([ACCESS_KEY, NEXT.accessKey]);
    expect(upstream.server.received.map(({ headers }) => headers['idempotency-key'])).toEqual([KEY, KEY]);
    expect(upstream.server.received.map((request) => request.body.toString('utf8'))).toEqual([body, body]);
    for (const { headers, method, path, body: bytes } of upstream.server.received) {
      const accessKey = signerOf({ headers } as Received);
      const secret = Buffer.from(SECRETS[accessKey] ?? '', 'base64url');
      const signed = { authorization: headers.authorization ?? '', 'x-om-date': String(headers['x-om-date']) };
      expect(await verifyIndependently({ headers: signed, accessKey, secret, method, path, body: bytes })).toBe(true);
    }
    await read();
    expect(signers()).toEqual([ACCESS_KEY, NEXT.accessKey, NEXT.accessKey]);
    expect(client.health().keyPair).toBe('second');
    expect(changes).toEqual(['second']);
    expect(exchanges.map(({ outcome, attempt }) => [outcome, attempt])).toEqual([
      ['refused', 1],
      ['ok', 1],
      ['ok', 1],
    ]);
    expect(tolerances).toEqual([]);
  });

  it('go back to the first when the second is refused, as after a rotation that was called off', async () => {
    const { read, changes } = make();
    upstream.server.play(admitting(NEXT.accessKey));
    await read();
    upstream.server.play(admitting(ACCESS_KEY));
    expect(await read()).toMatchObject({ ok: true });
    expect(signers()).toEqual([NEXT.accessKey, ACCESS_KEY]);
    expect(changes).toEqual(['second', 'first']);
  });

  it('correct a wrong clock before they blame the key', async () => {
    const { read, client } = make();
    upstream.server.play(refusal(401, 'old', { date: 'Sun, 01 Mar 2026 14:00:00 GMT' }), admitting(ACCESS_KEY));
    expect(await read()).toMatchObject({ ok: true });
    expect(signers()).toEqual([ACCESS_KEY, ACCESS_KEY]);
    expect(client.health()).toMatchObject({ keyPair: 'first', clockOffsetMs: 7_200_000 });
  });

  it('are both tried when both are refused, and the answer is that of one refused pair', async () => {
    const { create, client } = make();
    upstream.server.play(admitting());
    const refused = { ok: false, error: { kind: 'upstream_unavailable', reason: 'credentials', retryable: false } };
    expect(await create()).toMatchObject(refused);
    expect(signers()).toEqual([ACCESS_KEY, NEXT.accessKey]);
    expect(client.health().keyPair).toBe('first');
    await create();
    expect(signers()).toEqual([ACCESS_KEY, NEXT.accessKey, ACCESS_KEY, NEXT.accessKey]);
  });

  it('learn nothing from an answer that the key did not decide', async () => {
    const { create, client } = make();
    upstream.server.play(refusal(401, 'unknown', SAME_TIME), reset, admitting(ACCESS_KEY));
    await create();
    // The lost request may have been carried out, so it is repeated under the same key.
    expect(new Set(upstream.server.received.map(({ headers }) => headers['idempotency-key']))).toEqual(new Set([KEY]));
    expect(client.health().keyPair).toBe('first');
  });

  it('one pair alone is tried once', async () => {
    const made = upstream.make();
    upstream.server.play(admitting());
    await made.client.getCustomer(CUSTOMER_ID, interactive);
    expect(upstream.server.received).toHaveLength(1);
    expect(made.client.health().keyPair).toBeNull();
  });

  it('a second pair that cannot be used is named when the client is made, without its value', () => {
    const broken = { accessKey: 'ak', secretKey: 'not base64!' };
    expect(() => upstream.make({ nextKeys: broken })).toThrow(/unusable: secret_key_malformed$/);
  });
});
